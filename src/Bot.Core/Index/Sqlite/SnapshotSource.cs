using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ReleaseBot.Index;

/// <summary>Keeps open sessions and the newest snapshot, and brings the two together: a reader gets exactly the state its session sees.</summary>
internal sealed class SnapshotSource(IndexFile file, int dimension, ILogger logger) : IDisposable
{
    // Idle connections beyond this are closed; each keeps up to 2 MB of pages.
    private static readonly int MostIdle = 2 * Environment.ProcessorCount;

    private readonly ConcurrentBag<ReadSession> idle = [];
    private readonly SemaphoreSlim refreshing = new(1);
    private volatile Snapshot current = Snapshot.Empty;

    /// <summary>Reads through a session.</summary>
    public T Read<T>(Func<ReadSession, T> read)
    {
        ReadSession session = idle.TryTake(out ReadSession? kept) ? kept : new ReadSession(file.Connect());
        try
        {
            T result = read(session);
            if (idle.Count < MostIdle) idle.Add(session);
            else session.Dispose();
            return result;
        }
        catch
        {
            // Closing ends whatever the session had begun, so a failed one is never used again.
            session.Dispose();
            throw;
        }
    }

    /// <summary>Reads the snapshot together with a session that sees the same state.</summary>
    public T Read<T>(Func<Snapshot, ReadSession, T> read, CancellationToken cancellationToken) => Read(session =>
    {
        Snapshot snapshot = Begin(session, cancellationToken);
        T result = read(snapshot, session);
        session.End();
        return result;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out ReadSession? session)) session.Dispose();
        refreshing.Dispose();
    }

    private Snapshot Begin(ReadSession session, CancellationToken cancellationToken)
    {
        while (true)
        {
            long known = current.Revision;
            long seen = session.Begin();
            if (seen < known)
                throw new IndexException($"{file.Path} was replaced by an older index while in use. Restart the program to read it.");
            if (Match(session, seen, cancellationToken) is { } snapshot) return snapshot;
            session.End();
        }
    }

    // Null when another reader has already moved on to a state that this session does not see yet.
    private Snapshot? Match(ReadSession session, long seen, CancellationToken cancellationToken)
    {
        Snapshot snapshot = current;
        if (snapshot.Revision == seen) return snapshot;
        if (snapshot.Revision > seen) return null;
        refreshing.Wait(cancellationToken);
        try
        {
            snapshot = current;
            if (snapshot.Revision >= seen) return snapshot.Revision == seen ? snapshot : null;
            (snapshot, int changed, int gone) = SnapshotLoader.Advance(snapshot, session, seen, dimension, cancellationToken);
            Log.Refreshed(logger, file.Path, seen, changed, gone, snapshot.Size, snapshot.Views.Length);
            return current = snapshot;
        }
        finally
        {
            refreshing.Release();
        }
    }
}
