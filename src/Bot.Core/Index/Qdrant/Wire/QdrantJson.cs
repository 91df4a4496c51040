using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseBot.Index.Qdrant.Wire;

/// <summary>The messages of Qdrant's REST interface without reflection: snake_case, absent for null, unknown fields ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Upsert))]
[JsonSerializable(typeof(Delete))]
[JsonSerializable(typeof(SetPayload))]
[JsonSerializable(typeof(DeletePayload))]
[JsonSerializable(typeof(Retrieve))]
[JsonSerializable(typeof(Scroll))]
[JsonSerializable(typeof(Count))]
[JsonSerializable(typeof(Facet))]
[JsonSerializable(typeof(QueryBatch))]
[JsonSerializable(typeof(CreateCollection))]
[JsonSerializable(typeof(UpdateCollection))]
[JsonSerializable(typeof(FieldIndex))]
[JsonSerializable(typeof(AliasActions))]
[JsonSerializable(typeof(ServerVersion))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(Answer<bool>))]
[JsonSerializable(typeof(Answer<Existence>))]
[JsonSerializable(typeof(Answer<CollectionInfo>))]
[JsonSerializable(typeof(Answer<CollectionList>))]
[JsonSerializable(typeof(Answer<AliasList>))]
[JsonSerializable(typeof(Answer<UpdateResult>))]
[JsonSerializable(typeof(Answer<IReadOnlyList<StoredPoint>>), TypeInfoPropertyName = "StoredPoints")]
[JsonSerializable(typeof(Answer<ScrollPage>))]
[JsonSerializable(typeof(Answer<Counted>))]
[JsonSerializable(typeof(Answer<FacetHits>))]
[JsonSerializable(typeof(Answer<IReadOnlyList<Found>>), TypeInfoPropertyName = "FoundLists")]
internal sealed partial class QdrantJson : JsonSerializerContext
{
    /// <summary>As above, with letters beyond ASCII as they are: half the bytes of a text in Cyrillic. Bodies are sent in pieces of 64 KB.</summary>
    public static QdrantJson Compact { get; } = new(new JsonSerializerOptions
    {
        DefaultBufferSize = 64 * 1024,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
