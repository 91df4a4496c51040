using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Collections;

/// <summary>What follows from a <see cref="QdrantProfile"/>: how a collection is laid out, and how it is searched.</summary>
/// <param name="Profile">The profile itself.</param>
/// <param name="Shards">Parts of the collection; fixed at creation. 12 divide among 1, 2, 3, 4, 6 and 12 servers.</param>
/// <param name="Replicas">Copies of each shard.</param>
/// <param name="WriteConsistency">Copies that must have a write before it counts.</param>
/// <param name="Quantized">Whether int8 vectors are kept in memory for the first look, the originals for the second.</param>
/// <param name="Vectors">Where the original vectors lie: "pinned", "cached" or "cold" (1.19).</param>
/// <param name="Sparse">Where the inverted indexes of passages lie.</param>
/// <param name="HalfSparse">Whether their weights are kept in 16 bits.</param>
/// <param name="IsExact">
/// Whether searches scan instead of using the graph, IDF counts visible passages only, and counts are exact. The cost grows with the
/// collection: 2.9 ms for 10,000 passages, 18 ms for 100,000 (specs of Qdrant 1.19 on two cores).
/// </param>
internal sealed record CollectionSettings(
    QdrantProfile Profile,
    int Shards,
    int Replicas,
    int WriteConsistency,
    bool Quantized,
    string Vectors,
    string Sparse,
    bool HalfSparse,
    bool IsExact)
{
    // Qdrant's own defaults: no graph below 10,000 KB of vectors in a segment.
    private const int IndexingThreshold = 10_000;

    // So high that nothing is indexed while a collection is filled.
    private const int NoIndexing = 1_000_000_000;

    private const double Oversampling = 2;

    private static readonly CollectionSettings[] _all =
    [
        new(QdrantProfile.Small, 1, 1, 1, Quantized: false, "cached", "cached", HalfSparse: false, IsExact: true),
        new(QdrantProfile.Large, 6, 1, 1, Quantized: true, "cached", "cached", HalfSparse: false, IsExact: false),
        new(QdrantProfile.Cluster, 12, 2, 2, Quantized: true, "cold", "cached", HalfSparse: true, IsExact: false),
    ];

    /// <summary>The settings of a profile.</summary>
    public static CollectionSettings Of(QdrantProfile profile) => _all.Single(each => each.Profile == profile);

    /// <summary>The profile a collection was made with, by its metadata; small where that says nothing.</summary>
    public static CollectionSettings Of(CollectionMetadata metadata) =>
        Of(Enum.TryParse<QdrantProfile>(metadata.Profile, ignoreCase: true, out var profile) && Enum.IsDefined(profile) ? profile : QdrantProfile.Small);

    /// <summary>How dense vectors are ranked for candidates.</summary>
    public SearchParameters Ranking => IsExact
        ? new SearchParameters { Exact = true }
        : new SearchParameters { HnswEf = 128, Quantization = new QuantizationParameters { Rescore = true, Oversampling = Oversampling } };

    /// <summary>Body that creates a collection; <paramref name="bulk"/> leaves the graph for later.</summary>
    public CreateCollection Create(IndexSchema schema, bool bulk) => new()
    {
        // Not Cosine: that would store every vector normalised anew, and a vector must come back to the bit. Ours have length 1.
        Vectors = new Dictionary<string, VectorConfig>
        {
            [Fields.Dense] = new(schema.Dimension, "Dot")
            {
                OnDisk = Vectors == "cold",
                Memory = Vectors,
                HnswConfig = new HnswConfig(16, 128),
                QuantizationConfig = Quantized ? new QuantizationConfig(new ScalarQuantization("int8", 0.99, AlwaysRam: true, "pinned")) : null,
            },
        },
        SparseVectors = new Dictionary<string, SparseConfig>
        {
            [Fields.TextVector] = Inverted("idf", Sparse),
            [Fields.TitleVector] = Inverted("idf", Sparse),
            [Fields.ReleaseVector] = Inverted(null, Profile == QdrantProfile.Small ? Sparse : "cold"),
        },
        ShardNumber = Shards,
        ReplicationFactor = Replicas,
        WriteConsistencyFactor = WriteConsistency,
        OnDiskPayload = true,
        OptimizersConfig = new OptimizersConfig(bulk ? NoIndexing : IndexingThreshold),
        Metadata = CollectionSchema.Metadata(schema, Profile),
    };

    /// <summary>Body that ends a bulk load: the server begins to index.</summary>
    public static UpdateCollection Indexing { get; } = new(new OptimizersConfig(IndexingThreshold));

    private SparseConfig Inverted(string? modifier, string memory) => new()
    {
        Modifier = modifier,
        Index = new SparseIndex(memory == "cold", memory, HalfSparse ? "float16" : null),
    };
}
