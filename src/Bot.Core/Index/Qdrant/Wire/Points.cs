using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Index.Qdrant.Wire;

/// <summary>Body of PUT /collections/{name}/points.</summary>
internal sealed record Upsert(IReadOnlyList<Point> Points)
{
    /// <summary>Stored points it does not hold for are left as they are; absent ones are inserted regardless.</summary>
    public Filter? UpdateFilter { get; init; }

    /// <summary>"insert_only" leaves what is stored as it is (1.17).</summary>
    public string? UpdateMode { get; init; }
}

/// <summary>A point to store.</summary>
internal sealed record Point(Guid Id, Vectors Vector, Payload Payload);

/// <summary>The named vectors of a point; none needs to be there.</summary>
internal sealed record Vectors
{
    /// <summary>No vector at all.</summary>
    public static Vectors None { get; } = new();

    /// <summary>Of header and text, by the embedding model.</summary>
    [JsonConverter(typeof(VectorConverter))]
    public ReadOnlyMemory<float>? Dense { get; init; }

    /// <summary>BM25 weights of the passage's text.</summary>
    [JsonConverter(typeof(SparseVectorConverter))]
    public SparseVector? Text { get; init; }

    /// <summary>BM25 weights of the release's headline.</summary>
    [JsonConverter(typeof(SparseVectorConverter))]
    public SparseVector? Title { get; init; }

    /// <summary>For each token of a release its greatest weight in any passage.</summary>
    [JsonConverter(typeof(SparseVectorConverter))]
    public SparseVector? Release { get; init; }
}

/// <summary>Body of POST /collections/{name}/points.</summary>
internal sealed record Retrieve(IReadOnlyCollection<Guid> Ids, IReadOnlyList<string> WithPayload);

/// <summary>Body of POST /collections/{name}/points/scroll.</summary>
internal sealed record Scroll(Filter Filter, int Limit, IReadOnlyList<string> WithPayload)
{
    public Guid? Offset { get; init; }

    public OrderBy? OrderBy { get; init; }

    public IReadOnlyList<string>? WithVector { get; init; }
}

/// <summary>Order of a scroll; the field needs a range index.</summary>
internal sealed record OrderBy(string Key, string Direction);

/// <summary>A page of stored points, in the order of their ids unless ordered by a field.</summary>
internal sealed record ScrollPage(IReadOnlyList<StoredPoint> Points, Guid? NextPageOffset);

/// <summary>A stored point.</summary>
internal sealed record StoredPoint(Guid Id, Payload? Payload, Vectors? Vector);

/// <summary>Body of POST /collections/{name}/points/count.</summary>
internal sealed record Count(Filter Filter, bool Exact);

/// <summary>How many there are.</summary>
internal sealed record Counted(long Count);

/// <summary>Body of POST /collections/{name}/facet.</summary>
internal sealed record Facet(string Key, Filter Filter, int Limit, bool Exact);

/// <summary>How many points hold each value, the most first.</summary>
internal sealed record FacetHits(IReadOnlyList<FacetHit> Hits);

/// <summary>A value of an integer field.</summary>
internal sealed record FacetHit(long Value, int Count);

/// <summary>Body of POST /collections/{name}/points/delete.</summary>
internal sealed record Delete(Filter Filter);

/// <summary>Body of POST /collections/{name}/points/payload.</summary>
internal sealed record SetPayload(Payload Payload, Filter Filter);

/// <summary>Body of POST /collections/{name}/points/payload/delete.</summary>
internal sealed record DeletePayload(IReadOnlyList<string> Keys, Filter Filter);

/// <summary>What became of a write: "completed", or "acknowledged" or "wait_timeout" when it is not visible yet.</summary>
internal sealed record UpdateResult(string Status);

/// <summary>A dense vector as an array of numbers, each the shortest that reads back to the same float.</summary>
internal sealed class VectorConverter : JsonConverter<ReadOnlyMemory<float>?>
{
    /// <inheritdoc />
    public override ReadOnlyMemory<float>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = new List<float>(384);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // A number that was too large for a float comes back as null.
            values.Add(reader.TokenType == JsonTokenType.Null ? float.NaN : reader.GetSingle());
        }

        return values.ToArray();
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<float>? value, JsonSerializerOptions options) => Write(writer, value!.Value.Span);

    /// <summary>Writes the numbers.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<float> values)
    {
        var text = ArrayPool<byte>.Shared.Rent(2 + (values.Length * (FloatText.Longest + 1)));
        var length = 0;
        text[length++] = (byte)'[';
        foreach (var value in values)
        {
            length += FloatText.Write(value, text.AsSpan(length));
            text[length++] = (byte)',';
        }

        text[values.IsEmpty ? length++ : length - 1] = (byte)']';
        writer.WriteRawValue(text.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(text);
    }
}

/// <summary>A sparse vector as <c>{"indices":[…],"values":[…]}</c>.</summary>
internal sealed class SparseVectorConverter : JsonConverter<SparseVector>
{
    /// <inheritdoc />
    public override SparseVector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (indices, values) = (ImmutableArray.CreateBuilder<uint>(), ImmutableArray.CreateBuilder<float>());
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var areIndices = reader.ValueTextEquals("indices"u8);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (areIndices)
                {
                    indices.Add(reader.GetUInt32());
                }
                else
                {
                    values.Add(reader.GetSingle());
                }
            }
        }

        return new SparseVector(indices.ToImmutable(), values.ToImmutable());
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, SparseVector value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes the vector.</summary>
    public static void Write(Utf8JsonWriter writer, SparseVector vector)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("indices"u8);
        foreach (var index in vector.Indices)
        {
            writer.WriteNumberValue(index);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("values"u8);
        VectorConverter.Write(writer, vector.Values.AsSpan());
        writer.WriteEndObject();
    }
}
