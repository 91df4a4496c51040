namespace ReleaseBot.Index;

/// <summary>One BM25 field of a segment, inverted: for every token the passages that have it, ascending, with their weights.</summary>
internal sealed class SparseField
{
    private readonly Dictionary<uint, int> slots;
    private readonly int[] starts;
    private readonly int[] passages;
    private readonly float[] weights;
    private readonly bool[] filled;

    private SparseField(Dictionary<uint, int> slots, int[] starts, int[] passages, float[] weights, bool[] filled)
    {
        (this.slots, this.starts, this.passages, this.weights, this.filled) = (slots, starts, passages, weights, filled);
    }

    /// <summary>Every token of the field.</summary>
    public IEnumerable<uint> Tokens => slots.Keys;

    /// <summary>By passage: whether it has any token.</summary>
    public ReadOnlySpan<bool> Filled => filled;

    /// <summary>The passages that have a token, with their weights; empty for an unknown token.</summary>
    public Postings this[uint token] => slots.TryGetValue(token, out int slot)
        ? new Postings(passages.AsSpan(starts[slot]..starts[slot + 1]), weights.AsSpan(starts[slot]..starts[slot + 1]))
        : default;

    /// <summary>Passages that have a token, ascending, and their weights.</summary>
    public readonly ref struct Postings(ReadOnlySpan<int> passages, ReadOnlySpan<float> weights)
    {
        /// <summary>Positions in the segment.</summary>
        public ReadOnlySpan<int> Passages { get; } = passages;

        /// <summary>Their weights, without the token's rarity.</summary>
        public ReadOnlySpan<float> Weights { get; } = weights;
    }

    /// <summary>Collects postings; for each token passages come in ascending order.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<uint, int> slots = [];
        private readonly List<int> counts = [];
        private readonly List<(int Slot, int Passage, float Weight)> postings = [];

        /// <summary>Notes that a passage has a token.</summary>
        public void Add(uint token, int passage, float weight)
        {
            if (!slots.TryGetValue(token, out int slot))
            {
                slots.Add(token, slot = counts.Count);
                counts.Add(0);
            }

            counts[slot]++;
            postings.Add((slot, passage, weight));
        }

        /// <summary>The field over <paramref name="passageCount"/> passages.</summary>
        public SparseField Build(int passageCount)
        {
            int[] starts = new int[counts.Count + 1];
            for (int slot = 0; slot < counts.Count; slot++) starts[slot + 1] = starts[slot] + counts[slot];
            int[] next = starts[..^1];
            int[] passages = new int[postings.Count];
            float[] weights = new float[postings.Count];
            bool[] filled = new bool[passageCount];
            foreach ((int slot, int passage, float weight) in postings)
            {
                int at = next[slot]++;
                passages[at] = passage;
                weights[at] = weight;
                filled[passage] = true;
            }

            return new SparseField(slots, starts, passages, weights, filled);
        }
    }
}
