namespace ReleaseBot.Index;

/// <summary>Keeps the best passages by score; of equal scores those with the smaller id.</summary>
internal sealed class TopPassages(Snapshot snapshot, int limit)
{
    private readonly PriorityQueue<int, (float Score, Guid Id)> worstFirst = new(WorstFirst.Instance);

    /// <summary>A passage below this score is not taken any more.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>The passages kept, in no order.</summary>
    public IEnumerable<int> Passages => worstFirst.UnorderedItems.Select(static item => item.Element);

    /// <summary>Keeps the passage if it is among the best so far.</summary>
    public void Offer(int passage, float score)
    {
        if (score < Threshold) return;
        (float, Guid) priority = (score, snapshot.IdOf(passage));
        if (worstFirst.Count < limit) worstFirst.Enqueue(passage, priority);
        else worstFirst.EnqueueDequeue(passage, priority);
        if (worstFirst.Count == limit && worstFirst.TryPeek(out _, out (float Score, Guid Id) worst)) Threshold = worst.Score;
    }

    private sealed class WorstFirst : IComparer<(float Score, Guid Id)>
    {
        public static WorstFirst Instance { get; } = new();

        public int Compare((float Score, Guid Id) x, (float Score, Guid Id) y)
        {
            int byScore = x.Score.CompareTo(y.Score);
            return byScore != 0 ? byScore : y.Id.CompareTo(x.Id);
        }
    }
}
