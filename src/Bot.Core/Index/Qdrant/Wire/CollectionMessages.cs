using System.Text.Json;

namespace ReleaseBot.Index.Qdrant.Wire;

/// <summary>Body of PUT /collections/{name}.</summary>
internal sealed record CreateCollection
{
    public required IReadOnlyDictionary<string, VectorConfig> Vectors { get; init; }

    public required IReadOnlyDictionary<string, SparseConfig> SparseVectors { get; init; }

    public int ShardNumber { get; init; }

    public int ReplicationFactor { get; init; }

    public int WriteConsistencyFactor { get; init; }

    public bool OnDiskPayload { get; init; }

    public OptimizersConfig? OptimizersConfig { get; init; }

    public required CollectionMetadata Metadata { get; init; }
}

/// <summary>Body of PATCH /collections/{name}.</summary>
internal sealed record UpdateCollection(OptimizersConfig OptimizersConfig);

/// <summary>A dense vector's place.</summary>
internal sealed record VectorConfig(int Size, string Distance)
{
    public bool? OnDisk { get; init; }

    public string? Memory { get; init; }

    public HnswConfig? HnswConfig { get; init; }

    public QuantizationConfig? QuantizationConfig { get; init; }
}

/// <summary>The graph of nearest neighbours.</summary>
internal sealed record HnswConfig(int M, int EfConstruct);

/// <summary>Quantization by scalars.</summary>
internal sealed record QuantizationConfig(ScalarQuantization Scalar);

/// <summary>Each number as one byte.</summary>
internal sealed record ScalarQuantization(string Type, double Quantile, bool AlwaysRam, string Memory);

/// <summary>A sparse vector's place.</summary>
internal sealed record SparseConfig
{
    /// <summary>"idf" multiplies by the inverse document frequency when searching.</summary>
    public string? Modifier { get; init; }

    public SparseIndex? Index { get; init; }
}

/// <summary>Where the inverted index lies, and of what numbers.</summary>
internal sealed record SparseIndex(bool? OnDisk, string? Memory, string? Datatype);

/// <summary>When segments are indexed, in KB of vectors.</summary>
internal sealed record OptimizersConfig(int IndexingThreshold);

/// <summary>What a collection was made with; compared at start.</summary>
internal sealed record CollectionMetadata
{
    /// <summary>Version of this layout.</summary>
    public int? Schema { get; init; }

    public string? Model { get; init; }

    public int? Dim { get; init; }

    public string? Chunker { get; init; }

    public string? Tokenizer { get; init; }

    public string? Profile { get; init; }
}

/// <summary>Answer of GET /collections/{name}, as far as it is used.</summary>
internal sealed record CollectionInfo(string Status, JsonElement OptimizerStatus, long? PointsCount, CollectionConfig Config, UpdateQueue? UpdateQueue);

/// <summary>A collection's configuration.</summary>
internal sealed record CollectionConfig(CollectionParameters Params, CollectionMetadata? Metadata);

/// <summary>A collection's vectors.</summary>
internal sealed record CollectionParameters
{
    /// <summary>By name; one unnamed vector in collections that are not ours, hence read by hand.</summary>
    public JsonElement Vectors { get; init; }

    public IReadOnlyDictionary<string, SparseConfig>? SparseVectors { get; init; }

    public int? ShardNumber { get; init; }

    public int? ReplicationFactor { get; init; }
}

/// <summary>Writes that wait.</summary>
internal sealed record UpdateQueue(long Length);

/// <summary>Whether a collection or alias is there.</summary>
internal sealed record Existence(bool Exists);

/// <summary>Answer of GET /collections.</summary>
internal sealed record CollectionList(IReadOnlyList<CollectionName> Collections);

/// <summary>A collection's name.</summary>
internal sealed record CollectionName(string Name);

/// <summary>Answer of GET /aliases.</summary>
internal sealed record AliasList(IReadOnlyList<AliasTarget> Aliases);

/// <summary>An alias and what it stands for.</summary>
internal sealed record AliasTarget(string AliasName, string CollectionName);

/// <summary>Body of POST /collections/aliases; actions run in order.</summary>
internal sealed record AliasActions(IReadOnlyList<AliasAction> Actions);

/// <summary>Points an alias at a collection, wherever it pointed before.</summary>
internal sealed record AliasAction(AliasTarget CreateAlias);

/// <summary>Body of PUT /collections/{name}/index.</summary>
internal sealed record FieldIndex(string FieldName, FieldSchema FieldSchema);

/// <summary>Kind of a payload index.</summary>
internal sealed record FieldSchema(string Type)
{
    public bool? Lookup { get; init; }

    public bool? Range { get; init; }

    public bool? IsPrincipal { get; init; }
}

/// <summary>Answer of GET /.</summary>
internal sealed record ServerVersion(string Version);

/// <summary>The envelope of every answer.</summary>
internal sealed record Answer<T>(T Result);

/// <summary>The envelope of a refusal.</summary>
internal sealed record Refusal(RefusalStatus Status);

/// <summary>Why.</summary>
internal sealed record RefusalStatus(string Error);
