namespace ReleaseBot.Index.Sqlite;

/// <summary>Where a passage stands in a snapshot.</summary>
internal readonly record struct Place(int Segment, int Passage);

/// <summary>Keeps the best passages offered; of equal ones, those with the smaller id, so that any order of offers gives the same.</summary>
internal sealed class TopPassages(Snapshot snapshot, int capacity)
{
    private readonly PriorityQueue<Place, (float Score, Guid Id)> _worstFirst = new(WorstFirst.Instance);

    /// <summary>Scores below this are of no use.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>What was kept, in no order.</summary>
    public IEnumerable<Place> Places => _worstFirst.UnorderedItems.Select(item => item.Element);

    /// <summary>Offers a passage.</summary>
    public void Offer(float score, Place place)
    {
        if (!(score >= Threshold))
        {
            return;
        }

        var priority = (score, snapshot.Segments[place.Segment].Ids[place.Passage]);
        if (_worstFirst.Count < capacity)
        {
            _worstFirst.Enqueue(place, priority);
        }
        else
        {
            _worstFirst.EnqueueDequeue(place, priority);
        }

        if (_worstFirst.Count == capacity && _worstFirst.TryPeek(out _, out var worst))
        {
            Threshold = worst.Score;
        }
    }

    /// <summary>Offers all that another kept.</summary>
    public void OfferAll(TopPassages other)
    {
        foreach (var (place, priority) in other._worstFirst.UnorderedItems)
        {
            Offer(priority.Score, place);
        }
    }

    private sealed class WorstFirst : IComparer<(float Score, Guid Id)>
    {
        public static WorstFirst Instance { get; } = new();

        public int Compare((float Score, Guid Id) one, (float Score, Guid Id) other)
        {
            var byScore = one.Score.CompareTo(other.Score);
            return byScore != 0 ? byScore : other.Id.CompareTo(one.Id);
        }
    }
}
