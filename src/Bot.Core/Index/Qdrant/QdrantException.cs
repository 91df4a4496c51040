using System.Net;
using System.Text.Json;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant;

/// <summary>A request to Qdrant that did not succeed; never leaves the folder, see <see cref="QdrantFailures"/>.</summary>
internal sealed class QdrantException(string operation, string reason, Exception? innerException = null) : Exception(reason, innerException)
{
    private const int LongestReason = 500;

    /// <summary>What was asked, such as "POST /collections/passages/points/query/batch".</summary>
    public string Operation => operation;

    /// <summary>The answer's status; null when there was no answer, or none that could be read.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>Whether no answer came in time.</summary>
    public bool TimedOut { get; init; }

    /// <summary>The answer's Retry-After.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The failure behind an answer that is no success. 401 and 403 come as plain text, some 404 and 408 without a body.</summary>
    public static async Task<QdrantException> OfAsync(string operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = (await response.Content.ReadAsStringAsync(cancellationToken)).Trim();
        return new QdrantException(operation, Reason(text) ?? response.StatusCode.ToString())
        {
            Status = response.StatusCode,
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private static string? Reason(string text)
    {
        try
        {
            text = text.StartsWith('{') ? JsonSerializer.Deserialize(text, QdrantJson.Compact.Refusal)?.Status?.Error ?? text : text;
        }
        catch (JsonException)
        {
            // A proxy's words, then.
        }

        return text.Length == 0 ? null : text.Length <= LongestReason ? text : text[..LongestReason] + "…";
    }
}
