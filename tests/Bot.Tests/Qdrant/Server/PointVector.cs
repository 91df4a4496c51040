using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>A dense vector, or a sparse one with ascending indices.</summary>
internal sealed record PointVector(float[] Values, uint[]? Indices)
{
    public bool IsSparse => Indices is not null;

    /// <summary>Any form of a vector: numbers, indices with values, or a text for the server's own BM25.</summary>
    /// <param name="value">What was sent.</param>
    /// <param name="path">Where, in the words of a validation error.</param>
    /// <param name="query">A query's text weighs otherwise than a document's.</param>
    /// <returns>Null where it is none of these.</returns>
    public static PointVector? Parse(JsonElement value, string path, bool query) => value.ValueKind switch
    {
        JsonValueKind.Array => Numbers(value) is { } numbers ? new PointVector(numbers, null) : null,
        JsonValueKind.Object when value.TryGetProperty("indices", out var indices) && value.TryGetProperty("values", out var values) =>
            Sparse(indices, values, path),
        JsonValueKind.Object when value.TryGetProperty("text", out _) && value.TryGetProperty("model", out _) => Bm25Inference.Encode(value, query),
        _ => null,
    };

    /// <summary>To length 1, in the precision of the store; a zero vector stays as it is.</summary>
    public PointVector Normalised()
    {
        var norm = MathF.Sqrt(TensorPrimitives.Dot<float>(Values, Values));
        if (norm == 0 || Math.Abs(norm - 1) < 1e-6f)
        {
            return this;
        }

        var scaled = new float[Values.Length];
        TensorPrimitives.Divide(Values, norm, scaled);
        return new PointVector(scaled, null);
    }

    public JsonNode ToJson()
    {
        var values = new JsonArray([.. Values.Select(Json.Number)]);
        return Indices is null
            ? values
            : new JsonObject { ["indices"] = new JsonArray([.. Indices.Select(index => (JsonNode)JsonValue.Create(index))]), ["values"] = values };
    }

    private static float[]? Numbers(JsonElement array)
    {
        var numbers = new float[array.GetArrayLength()];
        var i = 0;
        foreach (var each in array.EnumerateArray())
        {
            if (each.ValueKind != JsonValueKind.Number)
            {
                return null;
            }

            numbers[i++] = (float)each.GetDouble();
        }

        return numbers;
    }

    private static PointVector? Sparse(JsonElement indices, JsonElement values, string path)
    {
        if (indices.ValueKind != JsonValueKind.Array || values.ValueKind != JsonValueKind.Array || Numbers(values) is not { } weights)
        {
            return null;
        }

        var ids = new List<uint>(indices.GetArrayLength());
        foreach (var each in indices.EnumerateArray())
        {
            if (each.ValueKind != JsonValueKind.Number || !each.TryGetUInt32(out var id))
            {
                return null;
            }

            ids.Add(id);
        }

        if (ids.Count != weights.Length)
        {
            throw QdrantError.Invalid($"{path}.?.values: Validation error: must be the same length as indices [{{}}]");
        }

        if (ids.Distinct().Count() != ids.Count)
        {
            throw QdrantError.Invalid($"{path}.?.indices: Validation error: must be unique [{{}}]");
        }

        var sorted = ids.ToArray();
        Array.Sort(sorted, weights);
        return new PointVector(weights, sorted);
    }
}
