using System.Text.Json;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Qdrant.Server;

/// <summary>
/// The server's own BM25, by the encoder of this project: the recordings of the server's sparse vectors, replayed, say that it agrees.
/// </summary>
internal static class Bm25Inference
{
    public static PointVector Encode(JsonElement document, bool query)
    {
        if (!string.Equals(document.GetProperty("model").GetString(), "qdrant/bm25", StringComparison.OrdinalIgnoreCase))
        {
            throw QdrantError.Internal("InferenceService URL not configured - please provide valid address in config");
        }

        var encoder = new Bm25Encoder(AverageLength(document));
        var text = document.GetProperty("text").GetString() ?? string.Empty;
        var vector = query ? encoder.EncodeQuery(text) : encoder.EncodeDocument(text);
        return new PointVector([.. vector.Values], [.. vector.Indices]);
    }

    private static float AverageLength(JsonElement document)
    {
        if (!document.TryGetProperty("options", out var options) || options.ValueKind == JsonValueKind.Null)
        {
            return Bm25Encoder.QdrantAverageLength;
        }

        foreach (var option in options.EnumerateObject())
        {
            var known = option.Name switch
            {
                "language" => option.Value.GetString() == "english",
                "k" => option.Value.GetSingle() == Bm25Encoder.K,
                "b" => option.Value.GetSingle() == Bm25Encoder.B,
                "avg_len" => true,
                _ => false,
            };
            if (!known)
            {
                throw QdrantError.Unsupported($"BM25 with {option}");
            }
        }

        return options.TryGetProperty("avg_len", out var length) ? length.GetSingle() : Bm25Encoder.QdrantAverageLength;
    }
}
