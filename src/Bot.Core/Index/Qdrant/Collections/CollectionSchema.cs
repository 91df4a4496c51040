using System.Globalization;
using System.Text.Json;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Collections;

/// <summary>What a collection must be made with, and whether it is.</summary>
internal static class CollectionSchema
{
    // Version of the points' layout; another one is another collection.
    private const int Layout = 1;

    /// <summary>Fields that are filtered, ordered or counted by.</summary>
    public static IReadOnlyList<FieldIndex> FieldIndexes { get; } =
    [
        Keyword(Fields.Kind),
        Keyword(Fields.ReleaseId),
        Keyword(Fields.IssuerKeys),
        Keyword(Fields.LanguageKey),
        Keyword(Fields.Lease),
        new(Fields.PublishedAt, new FieldSchema("datetime") { IsPrincipal = true }),
        Integer(Fields.Day, lookup: true),
        Integer(Fields.IngestRev, lookup: false),
        Integer(Fields.StaleFrom, lookup: false),
        Integer(Fields.Rev, lookup: false),
        Integer(Fields.Beat, lookup: false),
    ];

    /// <summary>The metadata of a new collection.</summary>
    public static CollectionMetadata Metadata(IndexSchema schema, QdrantProfile profile) => new()
    {
        Schema = Layout,
        Model = schema.ModelId,
        Dim = schema.Dimension,
        Chunker = schema.ChunkerVersion,
        Tokenizer = schema.TokenizerVersion,
        Profile = profile.ToString().ToLowerInvariant(),
    };

    /// <summary>One line that differs whenever the schema does; kept in the state, so that every read notices a switched alias.</summary>
    public static string Line(IndexSchema schema) =>
        string.Create(CultureInfo.InvariantCulture, $"{Layout}|{schema.ModelId}|{schema.Dimension}|{schema.ChunkerVersion}|{schema.TokenizerVersion}");

    /// <summary>What a collection of this layout was made with; null for any other.</summary>
    public static IndexSchema? Of(CollectionMetadata? metadata) =>
        metadata is { Schema: Layout, Model: { } model, Dim: { } dimension, Chunker: { } chunker, Tokenizer: { } tokenizer }
            ? new IndexSchema(model, dimension, chunker, tokenizer)
            : null;

    /// <summary>What of a collection is not as <paramref name="schema"/> needs it; empty when it fits.</summary>
    public static IReadOnlyList<string> Differences(CollectionInfo info, IndexSchema schema)
    {
        if (info.Config.Metadata is not { Schema: { } layout } metadata)
        {
            return ["it was not made by this program"];
        }

        var differences = new List<string>();
        Compare("layout", layout.ToString(CultureInfo.InvariantCulture), Layout.ToString(CultureInfo.InvariantCulture));
        Compare("embedding model", metadata.Model, schema.ModelId);
        Compare("length of the vectors", Size(info)?.ToString(CultureInfo.InvariantCulture), schema.Dimension.ToString(CultureInfo.InvariantCulture));
        Compare("distance", Dense(info, "distance")?.GetString(), "Dot");
        Compare("chunker", metadata.Chunker, schema.ChunkerVersion);
        Compare("tokenizer", metadata.Tokenizer, schema.TokenizerVersion);
        foreach (var (name, modifier) in new (string, string?)[] { (Fields.TextVector, "idf"), (Fields.TitleVector, "idf"), (Fields.ReleaseVector, null) })
        {
            var stored = info.Config.Params.SparseVectors?.GetValueOrDefault(name);
            Compare($"sparse vector {name}", stored is null ? "absent" : stored.Modifier ?? "plain", modifier ?? "plain");
        }

        return differences;

        void Compare(string what, string? stored, string wanted)
        {
            if (stored != wanted)
            {
                differences.Add($"{what} is {stored ?? "unknown"}, this program uses {wanted}");
            }
        }
    }

    private static int? Size(CollectionInfo info) => Dense(info, "size")?.GetInt32();

    private static JsonElement? Dense(CollectionInfo info, string property) =>
        info.Config.Params.Vectors is { ValueKind: JsonValueKind.Object } vectors
        && vectors.TryGetProperty(Fields.Dense, out var dense) && dense.TryGetProperty(property, out var value) ? value : null;

    private static FieldIndex Keyword(string field) => new(field, new FieldSchema("keyword"));

    private static FieldIndex Integer(string field, bool lookup) => new(field, new FieldSchema("integer") { Lookup = lookup, Range = true });
}
