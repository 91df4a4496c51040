using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace ReleaseBot.Index.Qdrant;

/// <summary>
/// Qdrant's REST interface, as far as this program uses it (1.17 and later; written for 1.19). Every member throws
/// <see cref="QdrantException"/>; <see cref="Purpose"/> says how long it waits and when it repeats.
/// </summary>
internal sealed partial class QdrantClient(HttpClient http, IOptions<QdrantOptions> options)
{
    /// <summary>The settings it was made with.</summary>
    public QdrantOptions Options => options.Value;

    private Task<TResult> GetAsync<TResult>(string path, Purpose purpose, JsonTypeInfo<TResult> result, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, purpose, null, result, cancellationToken);

    private Task<TResult> SendAsync<TBody, TResult>(
        HttpMethod method,
        string path,
        Purpose purpose,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TResult> result,
        CancellationToken cancellationToken) =>
        // written while it is sent, in small pieces: two megabytes at once for each request would cost a full collection every few requests
        SendAsync(method, path, purpose, JsonContent.Create(body, bodyType), result, cancellationToken);

    private async Task<TResult> SendAsync<TResult>(
        HttpMethod method,
        string path,
        Purpose purpose,
        HttpContent? content,
        JsonTypeInfo<TResult> result,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Options.Set(QdrantHttp.Purpose, purpose);
        var operation = $"{method} /{path.Split('?')[0]}";
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw await QdrantException.OfAsync(operation, response, cancellationToken);
            }

            await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(answer, result, cancellationToken)
                ?? throw new QdrantException(operation, "The answer is null.");
        }
        catch (TimeoutRejectedException exception)
        {
            throw new QdrantException(operation, "No answer in time.", exception) { TimedOut = true };
        }
        catch (HttpRequestException exception)
        {
            throw new QdrantException(operation, exception.Message.TrimEnd('.') + ".", exception);
        }
        catch (JsonException exception)
        {
            throw new QdrantException(operation, "The answer is not Qdrant's; is another server there?", exception);
        }
    }

    private static string Path(string collection, string rest = "") => $"collections/{Uri.EscapeDataString(collection)}{rest}";

    // Whole seconds, at least 1: the server refuses 0.
    private string Seconds(Purpose purpose) => Math.Max(1, (int)Math.Ceiling(QdrantHttp.TimeoutOf(purpose, options.Value).TotalSeconds)).ToString(
        System.Globalization.CultureInfo.InvariantCulture);

    private static bool Is(QdrantException exception, HttpStatusCode status) => exception.Status == status;
}
