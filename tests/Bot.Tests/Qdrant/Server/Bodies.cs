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

    /// <summary>How many points an upsert brings; the text is read, nothing is kept.</summary>
    public static int CountPoints(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var points = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3 && reader.ValueTextEquals("id"u8))
            {
                points++;
            }
        }

        return points;
    }

    private static QdrantError TooLarge(long bytes) => new(400, $"JSON payload ({bytes} bytes) is larger than allowed (limit: {Largest} bytes).");
}
