using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Reads bodies.</summary>
internal static class Bodies
{
    /// <summary>Larger bodies are refused before they are read.</summary>
    public const int Largest = 32 * 1024 * 1024;

    /// <summary>Whether the request announces a body.</summary>
    public static bool Announced(HttpRequest request) =>
        request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;

    /// <summary>The bytes as sent.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Largest)
        {
            throw TooLarge(request.ContentLength.Value);
        }

        using var bytes = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(bytes, cancellationToken);
        return bytes.Length <= Largest ? bytes.Capacity == bytes.Length ? bytes.GetBuffer() : bytes.ToArray() : throw TooLarge(bytes.Length);
    }

    /// <summary>The bytes as meant.</summary>
    public static byte[] Unpack(byte[] sent, string? encoding)
    {
        if (encoding != "gzip")
        {
            return sent;
        }

        using var unzip = new GZipStream(new MemoryStream(sent), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unzip.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static JsonElement Parse(byte[] json)
    {
        if (JsonSyntax.ErrorIn(json) is { } error)
        {
            throw new QdrantError(400, $"Format error in JSON body: {error}");
        }

        return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 }).RootElement;
    }

    /// <summary>How many points an upsert brings, and its bytes; the JSON is read as it arrives, nothing is kept.</summary>
    public static async Task<(int Points, long Bytes)> CountPointsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (points, bytes, state) = (0, 0L, default(JsonReaderState));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            var reader = new Utf8JsonReader(read.Buffer, read.IsCompleted, state);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3 && reader.ValueTextEquals("id"u8))
                {
                    points++;
                }
            }

            state = reader.CurrentState;
            bytes += reader.BytesConsumed;
            request.BodyReader.AdvanceTo(reader.Position, read.Buffer.End);
            if (read.IsCompleted)
            {
                return (points, bytes);
            }
        }
    }

    private static QdrantError TooLarge(long bytes) => new(400, $"JSON payload ({bytes} bytes) is larger than allowed (limit: {Largest} bytes).");
}
