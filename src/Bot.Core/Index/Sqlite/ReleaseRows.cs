using System.Globalization;
using Microsoft.Data.Sqlite;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>Reads whole releases, and what an ingest compares with.</summary>
internal static class ReleaseRows
{
    private const string OneRelease = """
        SELECT r.id, r.title, r.date, r.place, r.issuer, r.language, r.url, r.time, r.title_start, r.title_end, r.headings, r.boilerplate,
               r.source, r.content_hash, t.text
        FROM release r JOIN release_text t ON t.release_key = r.key WHERE r.id = $id
        """;

    private const string VectorsOfRelease = """
        SELECT p.embedding_hash, v.dense FROM release r
        JOIN passage p ON p.key BETWEEN r.key << 20 AND (r.key << 20) + 1048575 JOIN vector v ON v.passage_key = p.key WHERE r.id = $id
        """;

    /// <summary>The release, or null.</summary>
    public static Release? Read(ReadSession session, string releaseId)
    {
        using SqliteDataReader reader = session.Command(OneRelease, "$id", releaseId).ExecuteReader();
        if (!reader.Read()) return null;
        ReleaseSummary facts = SnapshotLoader.ReadSummary(reader, 0);
        return new Release
        {
            Id = facts.Id,
            Title = facts.Title,
            Date = facts.Date,
            Time = Text(reader, 7) is { } time ? TimeOnly.ParseExact(time, "O", CultureInfo.InvariantCulture) : null,
            Place = facts.Place,
            Issuer = facts.Issuer,
            Language = facts.Language,
            Url = facts.Url,
            Text = reader.GetString(14),
            TitleSpan = new TextSpan(reader.GetInt32(8), reader.GetInt32(9)),
            Headings = Blobs.ReadSpans(reader.GetFieldValue<byte[]>(10), 0),
            Boilerplate = Blobs.ReadSpans(reader.GetFieldValue<byte[]>(11), 0),
            Source = reader.GetString(12),
            ContentHash = reader.GetString(13),
        };
    }

    /// <summary>See <see cref="IPassageIndex.GetFingerprintsAsync"/>.</summary>
    public static Dictionary<string, ReleaseFingerprint> ReadFingerprints(ReadSession session)
    {
        var fingerprints = new Dictionary<string, ReleaseFingerprint>(StringComparer.Ordinal);
        using SqliteDataReader reader = session.Command("SELECT id, content_hash, source FROM release").ExecuteReader();
        while (reader.Read())
            fingerprints.Add(reader.GetString(0), new ReleaseFingerprint(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return fingerprints;
    }

    /// <summary>See <see cref="IPassageIndex.GetVectorsAsync"/>.</summary>
    public static Dictionary<string, ReadOnlyMemory<float>> ReadVectors(ReadSession session, string releaseId)
    {
        var vectors = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        using SqliteDataReader reader = session.Command(VectorsOfRelease, "$id", releaseId).ExecuteReader();
        while (reader.Read()) vectors[reader.GetString(0)] = Blobs.ReadDense(reader.GetFieldValue<byte[]>(1)).ToArray();
        return vectors;
    }

    /// <summary>See <see cref="IPassageIndex.GetStatisticsAsync"/>.</summary>
    public static IndexStatistics ReadStatistics(ReadSession session)
    {
        const string Sql = "SELECT (SELECT count(*) FROM release), (SELECT count(*) FROM passage), max(date), min(date) FROM release";
        using SqliteDataReader reader = session.Command(Sql).ExecuteReader();
        reader.Read();
        DateOnly? newest = Text(reader, 2) is { } last ? ParseDate(last) : null;
        DateOnly? oldest = Text(reader, 3) is { } first ? ParseDate(first) : null;
        return new IndexStatistics(reader.GetInt32(0), reader.GetInt32(1), newest, oldest);
    }

    /// <summary>A column's text, or null.</summary>
    public static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A day as it is stored.</summary>
    public static DateOnly ParseDate(string date) => DateOnly.ParseExact(date, "O", CultureInfo.InvariantCulture);
}
