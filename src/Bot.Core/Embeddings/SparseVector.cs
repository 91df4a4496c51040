using System.Collections.Immutable;

namespace ReleaseBot.Embeddings;

/// <summary>
/// A sparse vector: token ids, ascending and unique, each with its weight. An empty vector matches nothing.
/// </summary>
public sealed record SparseVector(ImmutableArray<uint> Indices, ImmutableArray<float> Values)
{
    /// <summary>The vector without tokens.</summary>
    public static SparseVector Empty { get; } = new([], []);
}
