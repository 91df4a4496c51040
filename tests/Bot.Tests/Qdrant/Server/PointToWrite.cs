using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>A point of an upsert, or the vectors of a point.</summary>
internal sealed record PointToWrite(PointId Id, IReadOnlyDictionary<string, PointVector> Vectors, JsonObject? Payload)
{
    /// <summary>Reads a point; its place is named in validation errors.</summary>
    public static PointToWrite Parse(JsonElement point, int place)
    {
        if (!point.AsObject().TryGetProperty("id", out var id))
        {
            throw QdrantError.MissingField("id");
        }

        var parsed = PointId.Parse(id);
        if (!point.TryGetProperty("vector", out var vector))
        {
            throw QdrantError.MissingField("vector");
        }

        return new PointToWrite(
            parsed,
            ParseVectors(vector, $"points[{place}].vector"),
            point.TryGet("payload", out var payload) ? JsonObject.Create(payload.AsObject().Clone()) : null);
    }

    public void CheckDimensions(CollectionConfig config)
    {
        foreach (var (name, vector) in Vectors)
        {
            if (!vector.IsSparse && config.Dense.TryGetValue(name, out var dense) && dense.Size != vector.Values.Length)
            {
                var where = name.Length == 0 ? string.Empty : $" for vector '{name}'";
                throw QdrantError.WrongInput($"Vector dimension error: expected dim: {dense.Size}, got {vector.Values.Length}{where}");
            }
        }
    }

    public void CheckNames(CollectionConfig config)
    {
        foreach (var (name, vector) in Vectors)
        {
            if (!(vector.IsSparse ? config.Sparse.ContainsKey(name) : config.Dense.ContainsKey(name)))
            {
                throw QdrantError.WrongInput($"Not existing vector name error: {name}");
            }
        }
    }

    /// <summary>As stored: cosine vectors have length 1.</summary>
    public Dictionary<string, PointVector> VectorsFor(CollectionConfig config) => Vectors.ToDictionary(
        each => each.Key,
        each => !each.Value.IsSparse && config.Dense[each.Key].Distance == "Cosine" ? each.Value.Normalised() : each.Value);

    private static Dictionary<string, PointVector> ParseVectors(JsonElement vector, string path)
    {
        if (PointVector.Parse(vector, path, query: false) is { } unnamed)
        {
            return new() { [string.Empty] = unnamed };
        }

        if (vector.ValueKind != JsonValueKind.Object)
        {
            throw QdrantError.NoVariant("VectorStruct");
        }

        return vector.EnumerateObject().ToDictionary(
            each => each.Name,
            each => PointVector.Parse(each.Value, path, query: false) ?? throw QdrantError.NoVariant("VectorStruct"));
    }
}
