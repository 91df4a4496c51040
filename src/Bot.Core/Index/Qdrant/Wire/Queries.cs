using System.Text.Json;
using System.Text.Json.Serialization;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Index.Qdrant.Wire;

/// <summary>Body of POST /collections/{name}/points/query/batch.</summary>
internal sealed record QueryBatch(IReadOnlyList<Search> Searches);

/// <summary>One search; inside another's <see cref="Prefetch"/> it feeds that one's fusion.</summary>
internal sealed record Search
{
    public IReadOnlyList<Search>? Prefetch { get; init; }

    public Query? Query { get; init; }

    /// <summary>Name of the vector; null for a fusion.</summary>
    public string? Using { get; init; }

    public Filter? Filter { get; init; }

    public SearchParameters? Params { get; init; }

    public required int Limit { get; init; }

    public IReadOnlyList<string>? WithPayload { get; init; }

    public IReadOnlyList<string>? WithVector { get; init; }
}

/// <summary>What to rank by: a dense vector, a sparse one, or the fusion of the prefetches.</summary>
[JsonConverter(typeof(QueryConverter))]
internal sealed record Query
{
    public ReadOnlyMemory<float> Dense { get; private init; }

    public SparseVector? Sparse { get; private init; }

    /// <summary>Weight of each prefetch in reciprocal rank fusion.</summary>
    public IReadOnlyList<float>? Weights { get; private init; }

    /// <summary>RRF's k; the server's own default is 2.</summary>
    public int K { get; private init; }

    public static Query Of(ReadOnlyMemory<float> dense) => new() { Dense = dense };

    public static Query Of(SparseVector sparse) => new() { Sparse = sparse };

    public static Query Fusion(int k, IReadOnlyList<float> weights) => new() { K = k, Weights = weights };
}

/// <summary>How to search.</summary>
internal sealed record SearchParameters
{
    public int? HnswEf { get; init; }

    public bool? Exact { get; init; }

    public QuantizationParameters? Quantization { get; init; }

    public IdfParameters? Idf { get; init; }
}

/// <summary>How to use quantized vectors.</summary>
internal sealed record QuantizationParameters
{
    public bool? Ignore { get; init; }

    public bool? Rescore { get; init; }

    public double? Oversampling { get; init; }
}

/// <summary>The points that count for the IDF (1.19).</summary>
internal sealed record IdfParameters(Filter Corpus);

/// <summary>Points with scores, best first.</summary>
internal sealed record Found(IReadOnlyList<ScoredPoint> Points);

/// <summary>A point found; <paramref name="Score"/> is null when it is no finite number.</summary>
internal sealed record ScoredPoint(Guid Id, float? Score, Payload? Payload, Vectors? Vector);

/// <summary>Writes a query in its kind's form; nothing reads one.</summary>
internal sealed class QueryConverter : JsonConverter<Query>
{
    /// <inheritdoc />
    public override Query Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Query value, JsonSerializerOptions options)
    {
        if (value.Weights is { } weights)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("rrf"u8);
            writer.WriteNumber("k"u8, value.K);
            writer.WriteStartArray("weights"u8);
            foreach (var weight in weights)
            {
                writer.WriteNumberValue(weight);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        else if (value.Sparse is { } sparse)
        {
            SparseVectorConverter.Write(writer, sparse);
        }
        else
        {
            VectorConverter.Write(writer, value.Dense.Span);
        }
    }
}
