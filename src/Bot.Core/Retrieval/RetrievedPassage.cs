using System.Collections.Immutable;
using ReleaseBot.Index;
using ReleaseBot.Passages;

namespace ReleaseBot.Retrieval;

/// <summary>A passage found for a question.</summary>
/// <param name="Rank">Position, from 1.</param>
/// <param name="Score">Fused score; comparable within one result only.</param>
/// <param name="Passage">The passage.</param>
/// <param name="Release">Facts of its release.</param>
/// <param name="Parts">The scores that were fused, by name.</param>
public sealed record RetrievedPassage(
    int Rank,
    double Score,
    Passage Passage,
    ReleaseSummary Release,
    IReadOnlyDictionary<string, double> Parts);

/// <summary>What a search found.</summary>
/// <param name="Passages">Best first, near-duplicates collapsed.</param>
/// <param name="Filters">The limits as applied, with the words they came from.</param>
/// <param name="ElapsedMs">Milliseconds by stage.</param>
public sealed record RetrievalResult(
    ImmutableArray<RetrievedPassage> Passages,
    AppliedFilters Filters,
    IReadOnlyDictionary<string, double> ElapsedMs)
{
    /// <summary>Inverse document frequency of each token of the question, by token id: what a match is worth.</summary>
    public IReadOnlyDictionary<uint, float> TokenIdf { get; init; } = new Dictionary<uint, float>();
}
