using System.Collections.Concurrent;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Releases;

namespace ReleaseBot.Ingestion;

/// <summary>An index in memory that counts what is done to it. It keeps and lists; it does not search.</summary>
public sealed class MemoryIndex : IPassageIndex
{
    private readonly ConcurrentDictionary<string, (Release Release, IReadOnlyList<EmbeddedPassage> Passages)> _stored = new();
    private int _writes;

    public int Writes => _writes;

    public IReadOnlyCollection<string> Ids => [.. _stored.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Called before each write; may throw or wait.</summary>
    public Func<Release, CancellationToken, Task> BeforeWrite { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called when the index is opened; may throw.</summary>
    public Action BeforeOpen { get; set; } = () => { };

    public IReadOnlyList<EmbeddedPassage> PassagesOf(string id) => _stored[id].Passages;

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        BeforeOpen();
        return Task.CompletedTask;
    }

    public Task<IndexStatistics> GetStatisticsAsync(CancellationToken cancellationToken) => Task.FromResult(new IndexStatistics(
        _stored.Count,
        _stored.Values.Sum(each => each.Passages.Count),
        _stored.Values.Max(each => each.Release.Date),
        _stored.Values.Min(each => each.Release.Date)));

    public Task<IReadOnlyDictionary<string, ReleaseFingerprint>> GetFingerprintsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, ReleaseFingerprint>>(_stored.ToDictionary(
            pair => pair.Key,
            pair => new ReleaseFingerprint(pair.Key, pair.Value.Release.ContentHash, pair.Value.Release.Source)));

    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> GetVectorsAsync(string releaseId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, ReadOnlyMemory<float>>>(
            _stored[releaseId].Passages.DistinctBy(each => each.EmbeddingHash).ToDictionary(each => each.EmbeddingHash, each => each.Dense));

    public async Task WriteAsync(Release release, IReadOnlyList<EmbeddedPassage> passages, CancellationToken cancellationToken)
    {
        await BeforeWrite(release, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _writes);
        _stored[release.Id] = (release, passages);
    }

    public Task<bool> DeleteAsync(string releaseId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return Task.FromResult(_stored.TryRemove(releaseId, out _));
    }

    public Task<Release?> GetReleaseAsync(string releaseId, CancellationToken cancellationToken) =>
        Task.FromResult(_stored.TryGetValue(releaseId, out var stored) ? stored.Release : null);

    public Task<ReleasePage> ListAsync(SearchFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        var matching = _stored.Values.Select(each => each.Release)
            .Where(release => filter.From is null || release.Date >= filter.From)
            .Where(release => filter.To is null || release.Date <= filter.To)
            .Where(release => filter.Language is null || release.Language == filter.Language)
            .OrderByDescending(release => release.Date).ThenBy(release => release.Id, StringComparer.Ordinal)
            .Select(each => new ReleaseSummary(each.Id, each.Title, each.Date, each.Place, each.Issuer, each.Language, each.Url))
            .ToList();
        return Task.FromResult(new ReleasePage([.. matching.Skip(offset).Take(limit)], matching.Count));
    }

    public Task<SearchResult> SearchAsync(PassageQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Search with the real index.");
}
