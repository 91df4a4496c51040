using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ReleaseBot.Index.Sqlite;

/// <summary>
/// Reads with the file and its snapshot in memory at the same revision. Whoever finds the file changed, by this process or another,
/// brings the snapshot up to date first.
/// </summary>
internal sealed class SnapshotReader(IndexFile file, int dimension, ILogger logger) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly Lock _refreshing = new();
    private readonly SnapshotLoader _loader = new(file.Path, dimension);
    private volatile Snapshot _snapshot = Snapshot.Empty;
    private volatile bool _closed;

    /// <summary>Runs <paramref name="read"/> in a read transaction, together with the snapshot of the same revision.</summary>
    public T Read<T>(Func<SqliteConnection, Snapshot, T> read)
    {
        var connection = _idle.TryTake(out var idle) ? idle : file.Connect(readOnly: true);
        try
        {
            var result = Read(connection, read);
            Return(connection);
            return result;
        }
        catch
        {
            // Closing ends the transaction, whatever state the failure left it in.
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The dense vectors of passages, by key.</summary>
    public static void Vectors(SqliteConnection connection, IReadOnlyCollection<long> keys, VectorSeen seen)
    {
        using var command = connection.Command(
            "SELECT p.key, p.dense FROM json_each($keys) AS k JOIN passages AS p ON p.key = k.value", ("$keys", Json(keys)));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            seen(reader.GetInt64(0), MemoryMarshal.Cast<byte, float>(reader.Bytes(1)));
        }
    }

    /// <summary>Keys as SQLite's json_each takes them.</summary>
    public static string Json(IEnumerable<long> keys) =>
        "[" + string.Join(',', keys.Order().Select(key => key.ToString(CultureInfo.InvariantCulture))) + "]";

    /// <inheritdoc />
    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private T Read<T>(SqliteConnection connection, Func<SqliteConnection, Snapshot, T> read)
    {
        while (true)
        {
            connection.Execute("BEGIN");
            if (UpToDate(connection) is { } snapshot)
            {
                var result = read(connection, snapshot);
                connection.Execute("COMMIT");
                return result;
            }

            // Another reader has gone ahead of this transaction: take a newer one.
            connection.Execute("COMMIT");
        }
    }

    private Snapshot? UpToDate(SqliteConnection connection)
    {
        var revision = SnapshotLoader.Revision(connection);
        var snapshot = _snapshot;
        if (snapshot.Revision < revision)
        {
            lock (_refreshing)
            {
                snapshot = _snapshot;
                if (snapshot.Revision < revision)
                {
                    snapshot = _loader.Refresh(connection, snapshot);
                    Log.Refreshed(logger, revision, snapshot.Releases, snapshot.Passages, snapshot.Segments.Length);
                    _snapshot = snapshot;
                }
            }
        }

        return snapshot.Revision == revision ? snapshot : null;
    }

    private void Return(SqliteConnection connection)
    {
        // More reads at once are rare, and each connection holds some memory.
        if (_idle.Count >= Environment.ProcessorCount)
        {
            connection.Dispose();
            return;
        }

        _idle.Add(connection);
        if (_closed)
        {
            Dispose();
        }
    }
}
