using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Sqlite;

/// <summary>
/// The embedded home: one file, index.db, in a folder. Vectors and BM25 weights are held in memory and scanned; words are read from
/// the file. Several instances and processes may use one file; each sees what the others have written.
/// </summary>
public sealed class SqlitePassageIndex : IPassageIndex, IDisposable
{
    /// <summary>How long a write waits for another process's.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    private readonly IndexFile _file;
    private readonly Lazy<IndexSchema> _schema;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _opening = new(1);
    private volatile SnapshotReader? _reader;
    private SqliteConnection? _writer;

    /// <summary>Names the folder; nothing is opened before the first use.</summary>
    /// <param name="dataDirectory">Folder of index.db, created when absent.</param>
    /// <param name="schema">What passages are made with.</param>
    /// <param name="logger">Where openings and refreshes are told.</param>
    public SqlitePassageIndex(string dataDirectory, IndexSchema schema, ILogger<SqlitePassageIndex>? logger = null)
        : this(dataDirectory, () => schema, DefaultPatience, logger) => ArgumentNullException.ThrowIfNull(schema);

    /// <summary>As above; the schema is asked for at the first use, and a write waits for another's as long as <paramref name="patience"/>.</summary>
    public SqlitePassageIndex(string dataDirectory, Func<IndexSchema> schema, TimeSpan patience, ILogger<SqlitePassageIndex>? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataDirectory);
        ArgumentNullException.ThrowIfNull(schema);
        _file = new IndexFile(dataDirectory, patience);
        _schema = new Lazy<IndexSchema>(schema);
        _logger = logger ?? NullLogger<SqlitePassageIndex>.Instance;
    }

    /// <inheritdoc />
    public Task OpenAsync(CancellationToken cancellationToken) => OpenedAsync(cancellationToken);

    /// <inheritdoc />
    public Task<IndexStatistics> GetStatisticsAsync(CancellationToken cancellationToken) =>
        ReadAsync((_, snapshot) => snapshot.Statistics(), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, ReleaseFingerprint>> GetFingerprintsAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, ReleaseFingerprint>>((connection, _) => ReleaseRows.Fingerprints(connection), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> GetVectorsAsync(string releaseId, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, ReadOnlyMemory<float>>>((connection, _) => ReleaseRows.Vectors(connection, releaseId), cancellationToken);

    /// <inheritdoc />
    public Task WriteAsync(Release release, IReadOnlyList<EmbeddedPassage> passages, CancellationToken cancellationToken)
    {
        WriteChecks.Check(release, passages, _schema.Value);
        return TransactAsync(
            connection =>
            {
                ReleaseRows.Write(connection, release, passages);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string releaseId, CancellationToken cancellationToken) =>
        TransactAsync(connection => ReleaseRows.Remove(connection, releaseId), cancellationToken);

    /// <inheritdoc />
    public Task<Release?> GetReleaseAsync(string releaseId, CancellationToken cancellationToken) =>
        ReadAsync((connection, _) => ReleaseRows.Read(connection, releaseId), cancellationToken);

    /// <inheritdoc />
    public Task<ReleasePage> ListAsync(SearchFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return ReadAsync((_, snapshot) => snapshot.Page(filter, offset, limit), cancellationToken);
    }

    /// <inheritdoc />
    public Task<SearchResult> SearchAsync(PassageQuery query, CancellationToken cancellationToken)
    {
        PassageQueryChecks.Check(query, _schema.Value);
        return ReadAsync((connection, snapshot) => CandidateRows.Search(connection, snapshot, query, cancellationToken), cancellationToken);
    }

    /// <summary>Closes the file; no call may be running.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _reader?.Dispose();
        _writing.Dispose();
        _opening.Dispose();
    }

    private async Task<SnapshotReader> OpenedAsync(CancellationToken cancellationToken)
    {
        if (_reader is { } opened)
        {
            return opened;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _reader ??= await GuardAsync(Open, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private SnapshotReader Open()
    {
        var started = Stopwatch.GetTimestamp();
        _file.Prepare(_schema.Value);
        var reader = new SnapshotReader(_file, _schema.Value.Dimension, _logger);
        var (releases, passages) = reader.Read((_, snapshot) => (snapshot.Releases, snapshot.Passages));
        var elapsed = Stopwatch.GetElapsedTime(started);
        Log.Opened(_logger, _file.Path, releases, passages, elapsed.TotalMilliseconds);
        return reader;
    }

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, Snapshot, T> read, CancellationToken cancellationToken)
    {
        var reader = await OpenedAsync(cancellationToken).ConfigureAwait(false);
        return await GuardAsync(() => reader.Read(read), cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> TransactAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        await OpenedAsync(cancellationToken).ConfigureAwait(false);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await GuardAsync(() => Transact(write), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Transact<T>(Func<SqliteConnection, T> write)
    {
        _writer ??= _file.Connect(readOnly: false);
        T result = default!;
        _writer.Transact(() => result = write(_writer));
        return result;
    }

    // SQLite works synchronously; the caller's thread is not for that.
    private Task<T> GuardAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                return work();
            }
            catch (SqliteException exception)
            {
                throw IndexFailures.Explain(exception, _file.Path);
            }
            catch (InvalidDataException)
            {
                throw IndexFailures.Unreadable(_file.Path);
            }
        },
        cancellationToken);
}
