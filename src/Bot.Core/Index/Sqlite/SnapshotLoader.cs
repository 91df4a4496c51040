using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ReleaseBot.Index;

/// <summary>Brings a snapshot up to the state a session sees, reading only what changed.</summary>
internal static class SnapshotLoader
{
    private const string ChangedReleases =
        "SELECT key, id, title, date, place, issuer, language, url FROM release WHERE revision > $revision ORDER BY key";

    private const string RemovedReleases = "SELECT release_key FROM removed WHERE revision > $revision";

    private const string PassagesOfRelease = """
        SELECT p.key, p.id, p.sparse, p.title_sparse, v.dense FROM passage p CROSS JOIN vector v ON v.passage_key = p.key
        WHERE p.key BETWEEN $release << 20 AND ($release << 20) + 1048575 ORDER BY p.key
        """;

    /// <summary>What changed and the snapshot that has it.</summary>
    public static (Snapshot Snapshot, int Changed, int Gone) Advance(
        Snapshot snapshot, ReadSession session, long revision, int dimension, CancellationToken cancellationToken)
    {
        List<ReleaseEntry> changed = ReadChanged(session, snapshot.Revision);
        var gone = changed.Select(static release => release.Key).ToHashSet();
        using (SqliteDataReader removed = session.Command(RemovedReleases, "$revision", snapshot.Revision).ExecuteReader())
            while (removed.Read()) gone.Add(removed.GetInt64(0));
        IEnumerable<Segment> segments = ReadSegments(session, changed, dimension, cancellationToken);
        return (snapshot.Advance(revision, gone, segments, dimension), changed.Count, gone.Count);
    }

    /// <summary>A release's facts from columns that stand in the order id, title, date, place, issuer, language, url.</summary>
    public static ReleaseSummary ReadSummary(SqliteDataReader reader, int first) => new(
        reader.GetString(first),
        reader.GetString(first + 1),
        ReleaseRows.Text(reader, first + 2) is { } date ? ReleaseRows.ParseDate(date) : null,
        ReleaseRows.Text(reader, first + 3),
        ReleaseRows.Text(reader, first + 4),
        ReleaseRows.Text(reader, first + 5),
        ReleaseRows.Text(reader, first + 6));

    private static List<ReleaseEntry> ReadChanged(ReadSession session, long since)
    {
        var changed = new List<ReleaseEntry>();
        using SqliteDataReader reader = session.Command(ChangedReleases, "$revision", since).ExecuteReader();
        while (reader.Read()) changed.Add(new ReleaseEntry(reader.GetInt64(0), ReadSummary(reader, 1)));
        return changed;
    }

    private static IEnumerable<Segment> ReadSegments(
        ReadSession session, List<ReleaseEntry> releases, int dimension, CancellationToken cancellationToken)
    {
        var builder = new SegmentBuilder(dimension);
        foreach (ReleaseEntry release in releases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.AddRelease(release);
            AddPassages(builder, session, release.Key, dimension);
            if (builder.Passages < Snapshot.FullSegment) continue;
            yield return builder.Build();
            builder = new SegmentBuilder(dimension);
        }

        if (builder.Releases > 0) yield return builder.Build();
    }

    private static void AddPassages(SegmentBuilder builder, ReadSession session, long release, int dimension)
    {
        using SqliteDataReader reader = session.Command(PassagesOfRelease, "$release", release).ExecuteReader();
        while (reader.Read())
        {
            sqlite3_stmt row = reader.Handle!;
            ReadOnlySpan<float> dense = Blobs.ReadDense(raw.sqlite3_column_blob(row, 4));
            if (dense.Length != dimension) throw SqliteFailure.Inconsistent("read the index");
            builder.AddPassage(
                new Guid(raw.sqlite3_column_blob(row, 1), bigEndian: true),
                reader.GetInt64(0),
                dense,
                Blobs.ReadSparse(raw.sqlite3_column_blob(row, 2)),
                Blobs.ReadSparse(raw.sqlite3_column_blob(row, 3)));
        }
    }
}
