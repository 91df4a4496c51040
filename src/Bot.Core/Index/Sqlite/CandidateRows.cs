using Microsoft.Data.Sqlite;

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
        var byRelease = candidates
            .GroupBy(candidate => Release(snapshot, candidate).Key)
            .ToDictionary(group => group.Key, group => group.OrderBy(candidate => candidate.Place.Passage).ToArray());
        using var command = connection.Command(
            "SELECT b.key, b.passages, b.text FROM json_each($keys) AS k JOIN bodies AS b ON b.key = k.value",
            ("$keys", SnapshotReader.Json(byRelease.Keys)));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var found = byRelease[reader.GetInt64(0)];
            var release = Release(snapshot, found[0]);
            var positions = Array.ConvertAll(found, candidate => candidate.Place.Passage - release.First);
            var passages = Blobs.Passages(reader.Bytes(1), release.Summary.Id, reader.Bytes(2), positions);
            var greatest = found.Max(candidate => candidate.Dense);
            scored.AddRange(passages.Zip(found, (passage, candidate) => new ScoredPassage(
                passage, release.Summary, candidate.Dense, candidate.Bm25, candidate.TitleBm25, candidate.ReleaseBm25, greatest)));
        }

        scored.Sort((one, other) => one.Passage.Id.CompareTo(other.Passage.Id));
        return new SearchResult(scored, search.Idf);
    }

    private static IndexedRelease Release(Snapshot snapshot, Candidate candidate)
    {
        var segment = snapshot.Segments[candidate.Place.Segment];
        return segment.Releases[segment.ReleaseOf[candidate.Place.Passage]];
    }
}
