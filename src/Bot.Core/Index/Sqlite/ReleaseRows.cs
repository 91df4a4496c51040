using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Sqlite;

/// <summary>Releases as rows. Every write takes a new key, so that a key never means two things.</summary>
internal static class ReleaseRows
{
    /// <summary>A passage's key is its release's, shifted by this, and its position.</summary>
    public const int PositionBits = 20;

    // Removals remembered for readers that follow; a reader further behind reads everything again.
    private const int RememberedRemovals = 20_000;

    /// <summary>Stores a release in the running transaction, instead of any of the same id.</summary>
    public static void Write(SqliteConnection connection, Release release, IReadOnlyList<EmbeddedPassage> passages)
    {
        if (!Remove(connection, release.Id))
        {
            NextRevision(connection);
        }

        var key = InsertRelease(connection, release, passages);
        connection.Execute(
            "INSERT INTO bodies VALUES ($key, $passages, $text)",
            ("$key", key),
            ("$passages", Blobs.Passages(passages, release.Text)),
            ("$text", release.Text));
        InsertPassages(connection, key, passages);
    }

    /// <summary>Removes a release in the running transaction; false when there is none.</summary>
    public static bool Remove(SqliteConnection connection, string releaseId)
    {
        var key = connection.Scalar("SELECT key FROM releases WHERE id = $id", ("$id", releaseId));
        if (key == 0)
        {
            return false;
        }

        connection.Execute(
            "DELETE FROM passages WHERE key BETWEEN $first AND $last; DELETE FROM bodies WHERE key = $key; DELETE FROM releases WHERE key = $key",
            ("$key", key),
            ("$first", FirstPassage(key)),
            ("$last", FirstPassage(key + 1) - 1));
        var revision = NextRevision(connection);
        connection.Execute("INSERT INTO removals VALUES ($revision, $key)", ("$revision", revision), ("$key", key));
        var forgotten = revision - RememberedRemovals;
        if (forgotten > 0 && connection.Execute("DELETE FROM removals WHERE revision <= $old", ("$old", forgotten)) > 0)
        {
            connection.Execute("UPDATE state SET forgotten = $old", ("$old", forgotten));
        }

        return true;
    }

    /// <summary>The key of a release's first passage.</summary>
    public static long FirstPassage(long releaseKey) => releaseKey << PositionBits;

    /// <summary>The whole release, or null.</summary>
    public static Release? Read(SqliteConnection connection, string releaseId)
    {
        using var command = connection.Command(
            "SELECT title, date, time, place, issuer, language, url, text, spans, source, content_hash "
            + "FROM releases JOIN bodies USING (key) WHERE id = $id",
            ("$id", releaseId));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var (title, headings, boilerplate) = Blobs.Spans(reader.Bytes(8));
        return new Release
        {
            Id = releaseId,
            Title = reader.GetString(0),
            Date = reader.Date(1),
            Time = reader.IsDBNull(2) ? null : new TimeOnly(reader.GetInt64(2)),
            Place = reader.Text(3),
            Issuer = reader.Text(4),
            Language = reader.Text(5),
            Url = reader.Text(6),
            Text = reader.GetString(7),
            TitleSpan = title,
            Headings = headings,
            Boilerplate = boilerplate,
            Source = reader.GetString(9),
            ContentHash = reader.GetString(10),
        };
    }

    /// <summary>Id, content hash and source of every release.</summary>
    public static Dictionary<string, ReleaseFingerprint> Fingerprints(SqliteConnection connection)
    {
        var fingerprints = new Dictionary<string, ReleaseFingerprint>(StringComparer.Ordinal);
        using var command = connection.Command("SELECT id, content_hash, source FROM releases");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            fingerprints[reader.GetString(0)] = new ReleaseFingerprint(reader.GetString(0), reader.GetString(1), reader.GetString(2));
        }

        return fingerprints;
    }

    /// <summary>The dense vectors of a release, by embedding hash.</summary>
    public static Dictionary<string, ReadOnlyMemory<float>> Vectors(SqliteConnection connection, string releaseId)
    {
        var vectors = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        using var command = connection.Command(
            $"SELECT hash, dense FROM passages, (SELECT key AS release FROM releases WHERE id = $id) "
            + $"WHERE key BETWEEN release << {PositionBits} AND ((release + 1) << {PositionBits}) - 1",
            ("$id", releaseId));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            vectors[reader.GetString(0)] = MemoryMarshal.Cast<byte, float>(reader.Bytes(1)).ToArray();
        }

        return vectors;
    }

    private static long NextRevision(SqliteConnection connection) =>
        connection.Scalar("UPDATE state SET revision = revision + 1 RETURNING revision");

    private static long InsertRelease(SqliteConnection connection, Release release, IReadOnlyList<EmbeddedPassage> passages) => connection.Scalar(
        "INSERT INTO releases(id, passages, title, date, place, issuer, language, url, title_sparse, time, source, content_hash, spans) "
        + "VALUES ($id, $passages, $title, $date, $place, $issuer, $language, $url, $sparse, $time, $source, $hash, $spans) RETURNING key",
        ("$id", release.Id),
        ("$passages", passages.Count),
        ("$title", release.Title),
        ("$date", release.Date?.DayNumber),
        ("$place", release.Place),
        ("$issuer", release.Issuer),
        ("$language", release.Language),
        ("$url", release.Url),
        ("$sparse", passages.Count == 0 ? [] : Blobs.Sparse(passages[0].TitleSparse)),
        ("$time", release.Time?.Ticks),
        ("$source", release.Source),
        ("$hash", release.ContentHash),
        ("$spans", Blobs.Spans(release)));

    private static void InsertPassages(SqliteConnection connection, long releaseKey, IReadOnlyList<EmbeddedPassage> passages)
    {
        using var command = connection.Command("INSERT INTO passages VALUES ($key, $id, $sparse, $dense, $hash)");
        var key = command.Parameters.Add("$key", SqliteType.Integer);
        var id = command.Parameters.Add("$id", SqliteType.Blob);
        var sparse = command.Parameters.Add("$sparse", SqliteType.Blob);
        var dense = command.Parameters.Add("$dense", SqliteType.Blob);
        var hash = command.Parameters.Add("$hash", SqliteType.Text);
        for (var i = 0; i < passages.Count; i++)
        {
            key.Value = FirstPassage(releaseKey) + i;
            id.Value = passages[i].Passage.Id.ToByteArray();
            sparse.Value = Blobs.Sparse(passages[i].Sparse);
            dense.Value = Blobs.Dense(passages[i].Dense.Span);
            hash.Value = passages[i].EmbeddingHash;
            command.ExecuteNonQuery();
        }
    }
}
