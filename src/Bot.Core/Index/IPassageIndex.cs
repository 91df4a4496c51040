using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>
/// Where releases, passages and vectors are kept and searched. Two homes: the embedded SQLite file and Qdrant; both pass one
/// conformance suite. Safe for concurrent use; writers to one release are serialised.
/// </summary>
/// <exception cref="IndexException">Every member throws it for failures the operator can mend; its message names the remedy.</exception>
public interface IPassageIndex
{
    /// <summary>Opens or creates the index and checks it against the embedding model and chunker in use. Idempotent.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>How much is stored.</summary>
    Task<IndexStatistics> GetStatisticsAsync(CancellationToken cancellationToken);

    /// <summary>Id, content hash and source of every stored release, by id: what an ingest compares with.</summary>
    Task<IReadOnlyDictionary<string, ReleaseFingerprint>> GetFingerprintsAsync(CancellationToken cancellationToken);

    /// <summary>The dense vectors stored for a release, by embedding hash, so that unchanged passages are not embedded again.</summary>
    Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> GetVectorsAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a release with all its passages, replacing what was stored under its id. Readers see the old state or the new one,
    /// never a mixture; after a crash the index holds one of the two.
    /// </summary>
    Task WriteAsync(Release release, IReadOnlyList<EmbeddedPassage> passages, CancellationToken cancellationToken);

    /// <summary>Removes a release and its passages; false when there was none.</summary>
    Task<bool> DeleteAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>The whole release, or null.</summary>
    Task<Release?> GetReleaseAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>Releases newest first (undated last, then by id), filtered; <paramref name="offset"/> and <paramref name="limit"/> page through them.</summary>
    Task<ReleasePage> ListAsync(SearchFilter filter, int offset, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The candidates for a question: the union of the best <see cref="PassageQuery.Limit"/> by dense similarity, by BM25 over the
    /// text and by BM25 over the headline, each with all its scores, exact.
    /// </summary>
    Task<SearchResult> SearchAsync(PassageQuery query, CancellationToken cancellationToken);
}
