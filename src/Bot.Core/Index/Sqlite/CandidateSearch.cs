using System.Buffers;
using System.Numerics.Tensors;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ReleaseBot.Index;

/// <summary>Finds the candidates for a question: scans the snapshot, then reads the exact vectors and the words of the few that count.</summary>
internal sealed class CandidateSearch(Snapshot snapshot, ReadSession session, PassageQuery query, CancellationToken cancellationToken)
{
    private const string VectorsByKey = "SELECT v.passage_key, v.dense FROM json_each($keys) k CROSS JOIN vector v ON v.passage_key = k.value";

    private const string PassagesByKey = """
        SELECT p.key, p.span_start, p.span_end, p.sentences, p.header, substr(CAST(t.text AS BLOB), p.byte_start + 1, p.byte_length)
        FROM json_each($keys) k CROSS JOIN passage p ON p.key = k.value CROSS JOIN release_text t ON t.release_key = p.key >> 20
        """;

    private readonly List<PassageRange> ranges = PassageRange.Of(snapshot, query.Filter);

    /// <summary>The candidates with all their scores, by passage id.</summary>
    public List<ScoredPassage> Run()
    {
        float[] approximate = ArrayPool<float>.Shared.Rent(snapshot.Size);
        float[] text = ArrayPool<float>.Shared.Rent(snapshot.Size);
        float[] title = ArrayPool<float>.Shared.Rent(snapshot.Size);
        try
        {
            HashSet<int> chosen = [.. BestByWords(Bm25Field.Text, text), .. BestByWords(Bm25Field.Title, title)];
            List<int> nearest = NearestByScan(approximate);
            Dictionary<int, float> dense = ExactDense(chosen.Union(nearest));
            var top = new TopPassages(snapshot, query.Limit);
            foreach (int passage in nearest) top.Offer(passage, dense[passage]);
            chosen.UnionWith(top.Passages);
            return Read(chosen, passage => (dense[passage], text[passage], title[passage]));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(approximate);
            ArrayPool<float>.Shared.Return(text);
            ArrayPool<float>.Shared.Return(title);
        }
    }

    private IEnumerable<int> BestByWords(Bm25Field field, float[] scores)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Span<float> used = scores.AsSpan(0, snapshot.Size);
        used.Clear();
        Bm25Scorer.Score(snapshot, field, query.Sparse, used);
        return query.Sparse.Indices.IsEmpty ? [] : Bm25Scorer.Best(snapshot, ranges, used, query.Limit);
    }

    private List<int> NearestByScan(float[] scores)
    {
        var quantized = new QuantizedQuery(query.Dense.Span);
        DenseScan.Score(snapshot, ranges, quantized, scores, cancellationToken);
        return DenseScan.Candidates(snapshot, ranges, quantized, scores, query.Limit);
    }

    private Dictionary<int, float> ExactDense(IEnumerable<int> passages)
    {
        Dictionary<long, int> numbers = NumbersByKey(passages);
        var exact = new Dictionary<int, float>(numbers.Count);
        using SqliteDataReader reader = session.Command(VectorsByKey, "$keys", JsonArray(numbers.Keys)).ExecuteReader();
        while (reader.Read())
        {
            ReadOnlySpan<float> vector = Blobs.ReadDense(raw.sqlite3_column_blob(reader.Handle!, 1));
            exact.Add(numbers[reader.GetInt64(0)], TensorPrimitives.Dot(query.Dense.Span, vector));
        }

        return exact.Count == numbers.Count ? exact : throw SqliteFailure.Inconsistent("search");
    }

    private List<ScoredPassage> Read(IEnumerable<int> passages, Func<int, (float Dense, float Text, float Title)> scoresOf)
    {
        Dictionary<long, int> numbers = NumbersByKey(passages);
        var found = new List<ScoredPassage>(numbers.Count);
        using SqliteDataReader reader = session.Command(PassagesByKey, "$keys", JsonArray(numbers.Keys)).ExecuteReader();
        while (reader.Read())
        {
            int number = numbers[reader.GetInt64(0)];
            (float dense, float text, float title) = scoresOf(number);
            ReleaseSummary release = snapshot.ReleaseOf(number).Summary;
            found.Add(new ScoredPassage(ReadPassage(reader, snapshot.IdOf(number), release.Id), release, dense, text, title));
        }

        found.Sort(static (a, b) => a.Passage.Id.CompareTo(b.Passage.Id));
        return found;
    }

    private static Passages.Passage ReadPassage(SqliteDataReader reader, Guid id, string releaseId)
    {
        int start = reader.GetInt32(1);
        return new Passages.Passage
        {
            Id = id,
            ReleaseId = releaseId,
            Ordinal = Schema.OrdinalOf(reader.GetInt64(0)),
            Span = new Releases.TextSpan(start, reader.GetInt32(2)),
            Text = Encoding.UTF8.GetString(raw.sqlite3_column_blob(reader.Handle!, 5)),
            Sentences = Blobs.ReadSpans(reader.GetFieldValue<byte[]>(3), start),
            Header = reader.GetString(4),
        };
    }

    private Dictionary<long, int> NumbersByKey(IEnumerable<int> passages) => passages.ToDictionary(snapshot.KeyOf);

    // In the order of the file, so that neighbours share the pages read.
    private static string JsonArray(IEnumerable<long> keys) => $"[{string.Join(',', keys.Order())}]";
}
