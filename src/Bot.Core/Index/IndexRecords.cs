using System.Collections.Immutable;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;

namespace ReleaseBot.Index;

/// <summary>Which releases count. Bounds are inclusive; a bound on the date leaves undated releases out.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Issuer">An issuer's name, whole, ignoring case; a release with several issuers matches by any of them.</param>
/// <param name="Language">ISO 639-1 code.</param>
public sealed record SearchFilter(DateOnly? From = null, DateOnly? To = null, string? Issuer = null, string? Language = null)
{
    /// <summary>Everything.</summary>
    public static SearchFilter None { get; } = new();
}

/// <summary>A search for candidates.</summary>
/// <param name="Dense">The question's unit-length vector.</param>
/// <param name="Sparse">The question's tokens, weight 1 each unless the caller weighs them.</param>
/// <param name="Filter">Which releases count.</param>
/// <param name="Limit">How many from each ranking, at least 1.</param>
public sealed record PassageQuery(ReadOnlyMemory<float> Dense, SparseVector Sparse, SearchFilter Filter, int Limit);

/// <summary>A candidate with its scores, all exact; 0 where nothing matches.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Release">Facts of its release.</param>
/// <param name="Dense">Dot product with the question's vector, −1 to 1.</param>
/// <param name="Bm25">BM25 over the passage's text.</param>
/// <param name="TitleBm25">BM25 over the headline.</param>
/// <param name="ReleaseBm25">
/// Sum over the question's tokens of idf times the token's greatest weight in any passage of the release: what the release as a whole speaks of.
/// </param>
/// <param name="ReleaseDense">The greatest <paramref name="Dense"/> among the candidates of the release.</param>
public sealed record ScoredPassage(
    Passage Passage,
    ReleaseSummary Release,
    float Dense,
    float Bm25,
    float TitleBm25,
    float ReleaseBm25,
    float ReleaseDense);

/// <summary>What a search found.</summary>
/// <param name="Candidates">Ordered by passage id; fusion is the caller's.</param>
/// <param name="Idf">For each token of the query, in its order, the inverse document frequency over passages: ln((N − df + 0.5) / (df + 0.5) + 1).</param>
public sealed record SearchResult(IReadOnlyList<ScoredPassage> Candidates, IReadOnlyList<float> Idf);

/// <summary>A release's facts without its text.</summary>
public sealed record ReleaseSummary(
    string Id,
    string Title,
    DateOnly? Date,
    string? Place,
    string? Issuer,
    string? Language,
    string? Url);

/// <summary>One page of a listing.</summary>
public sealed record ReleasePage(ImmutableArray<ReleaseSummary> Releases, int Total);

/// <summary>What an ingest compares to know whether a release changed.</summary>
public sealed record ReleaseFingerprint(string ReleaseId, string ContentHash, string Source);

/// <summary>How much an index holds.</summary>
/// <param name="Releases">Number of releases.</param>
/// <param name="Passages">Number of passages.</param>
/// <param name="Newest">Date of the newest release.</param>
/// <param name="Oldest">Date of the oldest release.</param>
public sealed record IndexStatistics(int Releases, int Passages, DateOnly? Newest, DateOnly? Oldest);

/// <summary>What was used to fill an index; an index filled otherwise is refused.</summary>
/// <param name="ModelId">Embedding model.</param>
/// <param name="Dimension">Length of the dense vectors.</param>
/// <param name="ChunkerVersion">Version of the passage windows.</param>
/// <param name="TokenizerVersion">Version of the BM25 tokens and constants.</param>
public sealed record IndexSchema(string ModelId, int Dimension, string ChunkerVersion, string TokenizerVersion);
