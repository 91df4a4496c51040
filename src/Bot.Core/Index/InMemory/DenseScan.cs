namespace ReleaseBot.Index;

/// <summary>Scans the quantised vectors and says which passages can be among the best, so that only those need their exact vectors.</summary>
internal static class DenseScan
{
    // Below this many passages a scan takes less time than handing it to other threads.
    private const int ParallelFrom = 16_384;

    // About 1.5 MB at 384 dimensions: many pieces for every core, each long enough not to notice being one.
    private const int Piece = 4_096;

    /// <summary>Writes the approximate dot products of the passages in the ranges; the rest of <paramref name="scores"/> stays as it is.</summary>
    public static void Score(Snapshot snapshot, List<PassageRange> ranges, QuantizedQuery query, float[] scores, CancellationToken cancellationToken)
    {
        List<PassageRange> pieces = Cut(ranges);
        void ScorePiece(int index)
        {
            (int view, int start, int end) = pieces[index];
            QuantizedVectors vectors = snapshot.Views[view].Segment.Vectors;
            Int8Dot.Score(vectors.Codes(start, end), vectors.Scales.AsSpan(start..end), query, scores.AsSpan(snapshot.Bases[view] + start, end - start));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (ranges.Sum(static range => range.End - range.Start) >= ParallelFrom && Environment.ProcessorCount > 1)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
            Parallel.For(0, pieces.Count, options, ScorePiece);
        }
        else
        {
            for (int i = 0; i < pieces.Count; i++) ScorePiece(i);
        }
    }

    /// <summary>
    /// Every passage that can be among the best <paramref name="limit"/>: those whose highest possible score reaches the lowest possible
    /// score of the passage in that place. Nothing is guessed, so the exact best are always among them.
    /// </summary>
    public static List<int> Candidates(Snapshot snapshot, List<PassageRange> ranges, QuantizedQuery query, ReadOnlySpan<float> scores, int limit)
    {
        float bar = LowerBound(snapshot, ranges, query, scores, limit);
        var candidates = new List<int>();
        foreach ((int view, int start, int end) in ranges)
        {
            QuantizedVectors vectors = snapshot.Views[view].Segment.Vectors;
            int first = snapshot.Bases[view];
            for (int i = start; i < end; i++)
                if (scores[first + i] + query.Margin(vectors.Scales[i], vectors.Errors[i]) >= bar) candidates.Add(first + i);
        }

        return candidates;
    }

    private static float LowerBound(Snapshot snapshot, List<PassageRange> ranges, QuantizedQuery query, ReadOnlySpan<float> scores, int limit)
    {
        var lowest = new PriorityQueue<byte, float>();
        float bar = float.NegativeInfinity;
        foreach ((int view, int start, int end) in ranges)
        {
            QuantizedVectors vectors = snapshot.Views[view].Segment.Vectors;
            int first = snapshot.Bases[view];
            for (int i = start; i < end; i++)
            {
                float atLeast = scores[first + i] - query.Margin(vectors.Scales[i], vectors.Errors[i]);
                if (atLeast <= bar) continue;
                if (lowest.Count < limit) lowest.Enqueue(0, atLeast);
                else lowest.EnqueueDequeue(0, atLeast);
                if (lowest.Count == limit) lowest.TryPeek(out _, out bar);
            }
        }

        return bar;
    }

    private static List<PassageRange> Cut(List<PassageRange> ranges)
    {
        var pieces = new List<PassageRange>(ranges.Count);
        foreach ((int view, int start, int end) in ranges)
            for (int at = start; at < end; at += Piece) pieces.Add(new PassageRange(view, at, Math.Min(at + Piece, end)));
        return pieces;
    }
}
