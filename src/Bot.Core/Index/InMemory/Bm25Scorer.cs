using ReleaseBot.Embeddings;

namespace ReleaseBot.Index;

/// <summary>
/// BM25 from stored document weights, which lack only the token's rarity. Rarity is ln((N − df + 0.5) / (df + 0.5) + 1), as in Qdrant's
/// idf modifier, with N the passages that have any token in the field, over the whole index and not the filter.
/// </summary>
internal static class Bm25Scorer
{
    /// <summary>Adds up the scores of every passage in <paramref name="scores"/>, which has the snapshot's size and is zero.</summary>
    public static void Score(Snapshot snapshot, Bm25Field field, SparseVector query, Span<float> scores)
    {
        int total = 0;
        foreach (SegmentView view in snapshot.Views) total += field.CountIn(view);
        for (int i = 0; i < query.Indices.Length; i++)
        {
            uint token = query.Indices[i];
            int frequency = 0;
            foreach (SegmentView view in snapshot.Views) frequency += view.CountLive(field.Of(view.Segment)[token].Passages);
            if (frequency == 0) continue;
            float weight = query.Values[i] * (float)Math.Log((total - frequency + 0.5) / (frequency + 0.5) + 1);
            for (int view = 0; view < snapshot.Views.Length; view++)
            {
                SparseField.Postings postings = field.Of(snapshot.Views[view].Segment)[token];
                Accumulate(postings, weight, scores[snapshot.Bases[view]..snapshot.Bases[view + 1]]);
            }
        }
    }

    /// <summary>The best passages of a field that match at all.</summary>
    public static IEnumerable<int> Best(Snapshot snapshot, List<PassageRange> ranges, ReadOnlySpan<float> scores, int limit)
    {
        var top = new TopPassages(snapshot, limit);
        foreach (PassageRange range in ranges)
        {
            int start = snapshot.Bases[range.View] + range.Start, end = snapshot.Bases[range.View] + range.End;
            for (int passage = start; passage < end; passage++)
                if (scores[passage] > 0 && scores[passage] >= top.Threshold) top.Offer(passage, scores[passage]);
        }

        return top.Passages;
    }

    private static void Accumulate(SparseField.Postings postings, float weight, Span<float> scores)
    {
        ReadOnlySpan<int> passages = postings.Passages;
        ReadOnlySpan<float> weights = postings.Weights[..passages.Length];
        for (int i = 0; i < passages.Length; i++) scores[passages[i]] += weight * weights[i];
    }
}

/// <summary>Which of a segment's two BM25 fields.</summary>
internal sealed class Bm25Field
{
    private Bm25Field(Func<Segment, SparseField> of, Func<SegmentView, int> countIn) => (Of, CountIn) = (of, countIn);

    /// <summary>The passage's text.</summary>
    public static Bm25Field Text { get; } = new(static segment => segment.Text, static view => view.TextCount);

    /// <summary>The headline.</summary>
    public static Bm25Field Title { get; } = new(static segment => segment.Title, static view => view.TitleCount);

    /// <summary>The field of a segment.</summary>
    public Func<Segment, SparseField> Of { get; }

    /// <summary>Passages of a view that have any token in the field.</summary>
    public Func<SegmentView, int> CountIn { get; }
}
