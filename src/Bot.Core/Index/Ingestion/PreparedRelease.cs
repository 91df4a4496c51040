using System.Collections.Immutable;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Ingestion;

/// <summary>A release that has to be written, cut into passages; vectors that are stored already come with it.</summary>
internal sealed record PreparedRelease(
    Release Release,
    int? Line,
    IngestOutcome Outcome,
    IReadOnlyList<string> Superseded,
    ImmutableArray<Passage> Passages,
    ImmutableArray<string> Hashes,
    IReadOnlyDictionary<string, ReadOnlyMemory<float>> StoredVectors)
{
    /// <summary>How many of its passages the model has to read.</summary>
    public int Missing => Hashes.Count(hash => !StoredVectors.ContainsKey(hash));
}
