using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>
/// The embedded index: one SQLite file, "index.db" in the data directory, and in memory what a search scans. Any number of processes
/// may read and write the same file; a reader takes in what others wrote when it is next asked.
/// </summary>
public sealed class SqlitePassageIndex : IPassageIndex, IDisposable
{
    private readonly IndexSchema schema;
    private readonly ILogger logger;
    private readonly IndexFile file;
    private readonly SnapshotSource snapshots;
    private readonly SemaphoreSlim writing = new(1);
    private ReleaseWriter? writer;
    private volatile bool opened;

    /// <summary>An index in <see cref="BotOptions.DataDirectory"/>, for vectors and passages as <paramref name="schema"/> says.</summary>
    public SqlitePassageIndex(IOptions<BotOptions> bot, IOptions<SqliteIndexOptions> options, IndexSchema schema, ILogger<SqlitePassageIndex> logger)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(schema);
        this.schema = schema;
        this.logger = logger;
        file = new IndexFile(bot.Value.DataDirectory, options.Value, schema, logger);
        snapshots = new SnapshotSource(file, schema.Dimension, logger);
    }

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => RunAsync("open the index", () =>
    {
        if (!opened) file.Open();
        return opened = true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IndexStatistics> GetStatisticsAsync(CancellationToken cancellationToken) =>
        ReadAsync("count releases", ReleaseRows.ReadStatistics, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, ReleaseFingerprint>> GetFingerprintsAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, ReleaseFingerprint>>("list releases", ReleaseRows.ReadFingerprints, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> GetVectorsAsync(string releaseId, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, ReadOnlyMemory<float>>>("read vectors", session => ReleaseRows.ReadVectors(session, releaseId), cancellationToken);

    /// <inheritdoc/>
    public Task<Release?> GetReleaseAsync(string releaseId, CancellationToken cancellationToken) =>
        ReadAsync("read a release", session => ReleaseRows.Read(session, releaseId), cancellationToken);

    /// <inheritdoc/>
    public async Task WriteAsync(Release release, IReadOnlyList<EmbeddedPassage> passages, CancellationToken cancellationToken)
    {
        WriteGuard.Check(release, passages, schema);
        await WriteAsync("store a release", to =>
        {
            to.Write(release, passages, cancellationToken);
            return true;
        }, cancellationToken);
        Log.Stored(logger, release.Id, passages.Count);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string releaseId, CancellationToken cancellationToken)
    {
        bool removed = await WriteAsync("remove a release", from => from.Delete(releaseId), cancellationToken);
        if (removed) Log.Removed(logger, releaseId);
        return removed;
    }

    /// <inheritdoc/>
    public Task<ReleasePage> ListAsync(SearchFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return SnapshotAsync("list releases", (snapshot, _) =>
        {
            List<ReleaseEntry> matching = [.. snapshot.NewestFirst.Where(release => release.Matches(filter))];
            return new ReleasePage([.. matching.Skip(offset).Take(limit).Select(static release => release.Summary)], matching.Count);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScoredPassage>> SearchAsync(PassageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit);
        if (query.Dense.Length != schema.Dimension)
            throw new ArgumentException($"The question's vector has {query.Dense.Length} numbers instead of {schema.Dimension}.", nameof(query));
        return SnapshotAsync<IReadOnlyList<ScoredPassage>>(
            "search", (snapshot, session) => new CandidateSearch(snapshot, session, query, cancellationToken).Run(), cancellationToken);
    }

    /// <summary>Closes the file; the write-ahead log is folded in when no other process has it open.</summary>
    public void Dispose()
    {
        snapshots.Dispose();
        writer?.Dispose();
        writing.Dispose();
    }

    private Task<T> ReadAsync<T>(string operation, Func<ReadSession, T> read, CancellationToken cancellationToken) => RunAsync(operation, () =>
    {
        RequireOpen();
        return snapshots.Read(read);
    }, cancellationToken);

    private Task<T> SnapshotAsync<T>(string operation, Func<Snapshot, ReadSession, T> read, CancellationToken cancellationToken) => RunAsync(operation, () =>
    {
        RequireOpen();
        return snapshots.Read(read, cancellationToken);
    }, cancellationToken);

    private Task<T> WriteAsync<T>(string operation, Func<ReleaseWriter, T> write, CancellationToken cancellationToken) => RunAsync(operation, () =>
    {
        RequireOpen();
        writing.Wait(cancellationToken);
        try
        {
            writer ??= new ReleaseWriter(file.Connect());
            return write(writer);
        }
        catch
        {
            // Closing the connection undoes what it had begun, whatever went wrong; the next write opens another.
            writer?.Dispose();
            writer = null;
            throw;
        }
        finally
        {
            writing.Release();
        }
    }, cancellationToken);

    // SQLite works synchronously: kept off the caller's thread.
    private Task<T> RunAsync<T>(string operation, Func<T> work, CancellationToken cancellationToken) => Task.Run(() =>
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(e, operation, file.Path);
        }
    }, cancellationToken);

    private void RequireOpen()
    {
        if (!opened) throw new InvalidOperationException("Call OpenAsync before using the index.");
    }
}
