using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Reading;
using ReleaseBot.Index.Qdrant.Writing;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant;

/// <summary>
/// The home on a Qdrant server, for any number of replicas. One collection for each embedding model and chunker stands behind an alias; it
/// holds a point for each passage, one for each release with its canonical text, and one with the revision that readers read, by which a
/// write becomes visible whole (<see cref="ReleaseWriter"/>) and a read of several requests sees one revision
/// (<see cref="OpenCollection.ReadAsync"/>). <see cref="CandidateSearch"/> says how a search goes.
/// </summary>
internal sealed class QdrantPassageIndex : IPassageIndex, IDisposable
{
    private readonly QdrantClient _client;
    private readonly Lazy<IndexSchema> _schema;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string? _newCollection;
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _writing = new(1);
    private volatile OpenCollection? _collection;

    /// <summary>Names the server; nothing is sent before the first use.</summary>
    /// <param name="client">The server.</param>
    /// <param name="schema">What passages are made with; asked for at the first use.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="logger">Where openings are told.</param>
    /// <param name="newCollection">A collection to fill, by its own name; null for what the alias stands for.</param>
    public QdrantPassageIndex(
        QdrantClient client,
        Func<IndexSchema> schema,
        TimeProvider time,
        ILogger<QdrantPassageIndex>? logger = null,
        string? newCollection = null)
    {
        _client = client;
        _schema = new Lazy<IndexSchema>(schema);
        _time = time;
        _logger = logger ?? NullLogger<QdrantPassageIndex>.Instance;
        _newCollection = newCollection;
    }

    /// <inheritdoc />
    public Task OpenAsync(CancellationToken cancellationToken) => OpenedAsync(cancellationToken);

    /// <inheritdoc />
    public Task<IndexStatistics> GetStatisticsAsync(CancellationToken cancellationToken) =>
        ReadAsync((collection, revision) => new ReleaseListing(collection, revision, cancellationToken).StatisticsAsync(), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, ReleaseFingerprint>> GetFingerprintsAsync(CancellationToken cancellationToken) =>
        ReadAsync((collection, revision) => collection.FingerprintsAsync(revision, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> GetVectorsAsync(string releaseId, CancellationToken cancellationToken) =>
        ReadAsync((collection, revision) => collection.VectorsAsync(releaseId, revision, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task WriteAsync(Release release, IReadOnlyList<EmbeddedPassage> passages, CancellationToken cancellationToken) =>
        WriteAllAsync([(release, passages)], cancellationToken);

    /// <summary>Stores several releases of different ids at once, for bulk loads: readers see all of them or none.</summary>
    public Task WriteAllAsync(IReadOnlyList<(Release Release, IReadOnlyList<EmbeddedPassage> Passages)> releases, CancellationToken cancellationToken)
    {
        foreach (var (release, passages) in releases)
        {
            WriteChecks.Check(release, passages, _schema.Value);
        }

        return WriteAsync(
            async writer =>
            {
                await writer.WriteAsync(releases, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string releaseId, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.DeleteAsync(releaseId, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Release?> GetReleaseAsync(string releaseId, CancellationToken cancellationToken) =>
        ReadAsync((collection, revision) => collection.ReleaseAsync(releaseId, revision, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<ReleasePage> ListAsync(SearchFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return ReadAsync((collection, revision) => new ReleaseListing(collection, revision, cancellationToken).PageAsync(filter, offset, limit), cancellationToken);
    }

    /// <inheritdoc />
    public Task<SearchResult> SearchAsync(PassageQuery query, CancellationToken cancellationToken)
    {
        PassageQueryChecks.Check(query, _schema.Value);
        return ReadAsync((collection, revision) => new CandidateSearch(collection, query, revision, cancellationToken).RunAsync(), cancellationToken);
    }

    /// <summary>Frees what waits; no call may be running.</summary>
    public void Dispose()
    {
        _opening.Dispose();
        _writing.Dispose();
    }

    private async Task<OpenCollection> OpenedAsync(CancellationToken cancellationToken)
    {
        if (_collection is { } opened)
        {
            return opened;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _collection ??= await GuardAsync(() => OpenNowAsync(cancellationToken));
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<OpenCollection> OpenNowAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var opening = new CollectionOpening(_client, _schema.Value, _time);
        var collection = _newCollection is { } name
            ? await opening.OpenNewAsync(name, cancellationToken)
            : await opening.OpenAliasAsync(_client.Options.Collection, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        Log.OpenedServer(_logger, collection.Name, _client.Options.Url!, elapsed.TotalMilliseconds);
        return collection;
    }

    private async Task<T> ReadAsync<T>(Func<OpenCollection, long, Task<T>> read, CancellationToken cancellationToken)
    {
        var collection = await OpenedAsync(cancellationToken);
        return await GuardAsync(() => collection.ReadAsync(revision => read(collection, revision), cancellationToken));
    }

    private async Task<T> WriteAsync<T>(Func<ReleaseWriter, Task<T>> write, CancellationToken cancellationToken)
    {
        var collection = await OpenedAsync(cancellationToken);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await GuardAsync(() => write(new ReleaseWriter(collection)));
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (QdrantException exception)
        {
            throw QdrantFailures.Explain(exception, _client.Options);
        }
    }
}
