using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ReleaseBot.Qdrant.Server;

/// <summary>An answer ready to be sent.</summary>
internal sealed record Answer(int Status, byte[] Body, string? ContentType, int? RetryAfter = null)
{
    private static readonly JsonSerializerOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An unknown route.</summary>
    public static Answer Nothing { get; } = new(404, [], null);

    public static Answer Text(int status, string text) => new(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");

    public static Answer Json(int status, JsonNode body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body, _writing), "application/json");

    public static Answer Result(JsonNode? result, double seconds) =>
        Json(200, new JsonObject { ["result"] = result, ["status"] = "ok", ["time"] = seconds });

    public static Answer Error(QdrantError error, string where) => error.Plain
        ? new Answer(error.Status, Encoding.UTF8.GetBytes(error.Message), null)
        : Json(error.Status, new JsonObject { ["status"] = new JsonObject { ["error"] = error.Message + where }, ["time"] = 0.0 }) with { RetryAfter = error.RetryAfter };

    /// <summary>Sends it, compressed where the client takes that, and closes the connection where the request's body was left unread.</summary>
    public async Task SendAsync(HttpContext http, bool unread, CancellationToken cancellationToken)
    {
        var response = http.Response;
        response.StatusCode = Status;
        if (ContentType is not null)
        {
            response.ContentType = ContentType;
        }

        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (unread)
        {
            response.Headers.Connection = "close";
        }

        if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal) && ContentType is not null)
        {
            response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync(Body, cancellationToken);
        }
        else
        {
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body, cancellationToken);
        }
    }
}
