using Microsoft.Data.Sqlite;
using ReleaseBot.Passages;

namespace ReleaseBot.Index.Sqlite;

/// <summary>Gives the candidates of a search their words.</summary>
internal static class CandidateRows
{
    /// <summary>Searches the snapshot and reads the candidates' words; both of the running transaction's revision.</summary>
    public static SearchResult Search(SqliteConnection connection, Snapshot snapshot, PassageQuery query, CancellationToken cancellationToken)
    {
        var search = new CandidateSearch(snapshot, query);
        var candidates = search.Run((keys, seen) => SnapshotReader.Vectors(connection, keys, seen), cancellationToken);
        var scored = new List<ScoredPassage>(candidates.Count);
        var byRelease = candidates.ToLookup(candidate => Release(snapshot, candidate));
        var bodies = ReadBodies(connection, byRelease.Select(release => release.Key));
        foreach (var release in byRelease)
        {
            var passages = bodies[release.Key.Key];
            var greatest = release.Max(candidate => candidate.Dense);
            foreach (var (place, dense, bm25, titleBm25, releaseBm25) in release)
            {
                var passage = passages[place.Passage - release.Key.First];
                scored.Add(new ScoredPassage(passage, release.Key.Summary, dense, bm25, titleBm25, releaseBm25, greatest));
            }
        }

        scored.Sort((one, other) => one.Passage.Id.CompareTo(other.Passage.Id));
        return new SearchResult(scored, search.Idf);
    }

    private static IndexedRelease Release(Snapshot snapshot, Candidate candidate)
    {
        var segment = snapshot.Segments[candidate.Place.Segment];
        return segment.Releases[segment.ReleaseOf[candidate.Place.Passage]];
    }

    private static Dictionary<long, Passage[]> ReadBodies(SqliteConnection connection, IEnumerable<IndexedRelease> releases)
    {
        var byKey = releases.ToDictionary(release => release.Key);
        var bodies = new Dictionary<long, Passage[]>(byKey.Count);
        using var command = connection.Command(
            "SELECT b.key, b.passages, b.text FROM json_each($keys) AS k JOIN bodies AS b ON b.key = k.value",
            ("$keys", SnapshotReader.Json(byKey.Keys)));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = reader.GetInt64(0);
            bodies[key] = Blobs.Passages(reader.GetFieldValue<byte[]>(1), byKey[key].Summary.Id, reader.GetString(2));
        }

        return bodies;
    }
}
