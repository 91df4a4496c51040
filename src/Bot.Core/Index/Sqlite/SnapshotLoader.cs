using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ReleaseBot.Index.Sqlite;

/// <summary>Reads the index into memory, whole at first, then only what changed.</summary>
internal sealed class SnapshotLoader(string file, int dimension)
{
    // Floats kept in memory: 32,000 vectors of 384. Beyond, the few that matter are read from the file.
    private const long ExactBytes = 48L << 20;

    private const string PassageColumns = "SELECT id, sparse, dense FROM passages";

    private const string ReleaseColumns = "SELECT key, id, title, date, place, issuer, language, url, title_sparse, passages FROM releases";

    /// <summary>The revision the running transaction sees.</summary>
    public static long Revision(SqliteConnection connection) => connection.Scalar("SELECT revision FROM state");

    /// <summary>The snapshot the running transaction sees, made from an earlier one.</summary>
    public Snapshot Refresh(SqliteConnection connection, Snapshot from)
    {
        var revision = Revision(connection);
        if (from.Revision < connection.Scalar("SELECT forgotten FROM state"))
        {
            from = Snapshot.Empty;
        }

        var removed = MarkRemoved(connection, from);
        var added = connection.Scalar("SELECT coalesce(sum(passages), 0) + count(*) FROM releases WHERE key > $last", ("$last", from.LastKey));
        var segments = new List<Segment>();
        var flags = new List<bool[]?>();
        var keep = added == 0 ? from.Segments.Length : Kept(from, removed, added);
        var exactBytes = 0L;
        for (var i = 0; i < keep; i++)
        {
            var segment = from.Segments[i];
            if (MostlyGone(segment, removed[i]))
            {
                Load(connection, segment.Releases[0].Key, segment.Releases[^1].Key, segments, flags, ref exactBytes);
                continue;
            }

            segments.Add(segment);
            flags.Add(removed[i]);
            exactBytes += segment.Vectors.ExactBytes;
        }

        var last = added == 0 ? from.LastKey : connection.Scalar("SELECT max(key) FROM releases");
        if (added > 0)
        {
            Load(connection, keep < from.Segments.Length ? from.Segments[keep].Releases[0].Key : from.LastKey + 1, last, segments, flags, ref exactBytes);
        }

        return new Snapshot(revision, last, [.. segments], [.. flags]);
    }

    private static bool[]?[] MarkRemoved(SqliteConnection connection, Snapshot from)
    {
        var removed = (bool[]?[])from.Removed.Clone();
        using var command = connection.Command("SELECT key FROM removals WHERE revision > $revision", ("$revision", from.Revision));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = reader.GetInt64(0);
            var segment = Array.FindIndex(from.Segments, each => each.Releases[^1].Key >= key);
            var release = segment < 0 ? -1 : from.Segments[segment].Find(key);
            if (release < 0)
            {
                continue;
            }

            if (removed[segment] == from.Removed[segment])
            {
                removed[segment] = from.Removed[segment] is { } flags ? [.. flags] : new bool[from.Segments[segment].Releases.Length];
            }

            removed[segment]![release] = true;
        }

        return removed;
    }

    // Segments at the end that are no more than twice what follows are read again together with it, so that their number stays
    // logarithmic and a passage is read again a logarithmic number of times.
    private static int Kept(Snapshot from, bool[]?[] removed, long added)
    {
        var keep = from.Segments.Length;
        while (keep > 0)
        {
            var size = Live(from.Segments[keep - 1], removed[keep - 1]);
            if (size > 2 * added || size + added > Segment.Capacity)
            {
                break;
            }

            added += size;
            keep--;
        }

        return keep;
    }

    private static bool MostlyGone(Segment segment, bool[]? removed) => removed is not null && Live(segment, removed) < segment.Count / 2;

    private static int Live(Segment segment, bool[]? removed) =>
        removed is null ? segment.Count : segment.Releases.Where((_, i) => !removed[i]).Sum(release => release.Count);

    private static SqliteCommand Range(SqliteConnection connection, string select, long first, long last) =>
        connection.Command(select + " WHERE key BETWEEN $a AND $b ORDER BY key", ("$a", first), ("$b", last));

    private void Load(SqliteConnection connection, long firstKey, long lastKey, List<Segment> segments, List<bool[]?> flags, ref long exactBytes)
    {
        var remaining = connection.Scalar("SELECT sum(passages) FROM releases WHERE key BETWEEN $a AND $b", ("$a", firstKey), ("$b", lastKey));
        using var passages = Range(connection, PassageColumns, ReleaseRows.FirstPassage(firstKey), ReleaseRows.FirstPassage(lastKey + 1) - 1);
        using var passage = passages.ExecuteReader();
        using var releases = Range(connection, ReleaseColumns, firstKey, lastKey);
        using var release = releases.ExecuteReader();
        SegmentBuilder? builder = null;
        while (release.Read())
        {
            if (builder is null)
            {
                var expected = (int)Math.Min(remaining, Segment.Capacity);
                exactBytes += (long)expected * dimension * sizeof(float);
                builder = new SegmentBuilder(dimension, expected, keepExact: exactBytes <= ExactBytes);
            }

            Add(builder, release, passage);
            if (builder.Count >= Segment.Capacity)
            {
                remaining -= builder.Count;
                Close(builder);
                builder = null;
            }
        }

        if (builder is not null)
        {
            Close(builder);
        }

        void Close(SegmentBuilder full)
        {
            segments.Add(full.Build());
            flags.Add(null);
        }
    }

    private void Add(SegmentBuilder builder, SqliteDataReader release, SqliteDataReader passage)
    {
        for (var i = release.GetInt32(9); i > 0; i--)
        {
            if (!passage.Read() || passage.Bytes(0).Length != 16 || passage.Bytes(2).Length != dimension * sizeof(float))
            {
                throw IndexFailures.Unreadable(file);
            }

            builder.AddPassage(new Guid(passage.Bytes(0)), passage.Bytes(1), MemoryMarshal.Cast<byte, float>(passage.Bytes(2)));
        }

        var summary = new ReleaseSummary(
            release.GetString(1),
            release.GetString(2),
            release.Date(3),
            release.Text(4),
            release.Text(5),
            release.Text(6),
            release.Text(7));
        builder.EndRelease(release.GetInt64(0), summary, release.Bytes(8));
    }
}
