using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace ReleaseBot.Qdrant;

/// <summary>A request or an answer that Qdrant's API document does not allow.</summary>
internal sealed class SchemaViolation(string message) : Exception(message);

/// <summary>
/// Holds every request and every answer that passes to the strict API document. Put it below a client's retries; it throws
/// <see cref="SchemaViolation"/>.
/// </summary>
internal sealed class SchemaHandler : DelegatingHandler
{
    private readonly ConcurrentDictionary<string, int> _checked = new();

    /// <summary>Operations that passed, with how often: a test can say that what it holds was exercised.</summary>
    public IReadOnlyDictionary<string, int> Checked => _checked;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var document = await ApiDocument.Strict;
        var (method, target) = (request.Method.Method, request.RequestUri!.PathAndQuery);
        var body = request.Content is null ? null : await TextOfAsync(request.Content, cancellationToken);
        Refuse(document.CheckRequest(method, target, body is { Length: 0 } ? null : body), "request", body);
        var answer = await base.SendAsync(request, cancellationToken);
        if (IsText(answer))
        {
            return answer;
        }

        var text = await TextOfAsync(answer.Content, cancellationToken);
        Refuse(document.CheckAnswer(method, target, (int)answer.StatusCode, text), "answer", text);
        _checked.AddOrUpdate(document.NameOf(method, target)!, 1, (_, count) => count + 1);
        return answer;
    }

    // keys are refused, and health is told, as text
    private static bool IsText(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && answer.Content.Headers.ContentType is null
        || answer.Content.Headers.ContentType?.MediaType == "text/plain";

    private static async Task<string> TextOfAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(cancellationToken);
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        if (!content.Headers.ContentEncoding.Contains("gzip"))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static void Refuse(IReadOnlyList<string> wrong, string what, string? text)
    {
        if (wrong.Count > 0)
        {
            var shown = text is { Length: > 2000 } ? text[..2000] + "…" : text;
            throw new SchemaViolation($"Qdrant's API document does not allow this {what}:\n{string.Join('\n', wrong)}\n{shown}");
        }
    }
}
