using System.Runtime.InteropServices;

namespace ReleaseBot.Index.Sqlite;

/// <summary>One field's tokens, each with the documents it stands in and its weight there, documents ascending.</summary>
internal sealed class Postings
{
    private readonly uint[] _tokens;
    private readonly int[] _starts;
    private readonly int[] _documents;
    private readonly float[] _weights;

    private Postings(uint[] tokens, int[] starts, int[] documents, float[] weights)
    {
        _tokens = tokens;
        _starts = starts;
        _documents = documents;
        _weights = weights;
    }

    /// <summary>The documents with <paramref name="token"/>, and its weight in each.</summary>
    public ReadOnlySpan<int> Of(uint token, out ReadOnlySpan<float> weights)
    {
        var slot = Array.BinarySearch(_tokens, token);
        if (slot < 0)
        {
            weights = default;
            return default;
        }

        var (start, length) = (_starts[slot], _starts[slot + 1] - _starts[slot]);
        weights = _weights.AsSpan(start, length);
        return _documents.AsSpan(start, length);
    }

    /// <summary>Collects documents in ascending order.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<uint, int> _slots = [];
        private readonly List<int> _counts = [];
        private readonly List<(int Slot, int Document, float Weight)> _entries = [];

        /// <summary>Adds a document's tokens.</summary>
        public void Add(int document, ReadOnlySpan<uint> tokens, ReadOnlySpan<float> weights)
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, tokens[i], out var known);
                if (!known)
                {
                    slot = _counts.Count;
                    _counts.Add(0);
                }

                CollectionsMarshal.AsSpan(_counts)[slot]++;
                _entries.Add((slot, document, weights[i]));
            }
        }

        /// <summary>Puts the entries in the order of tokens.</summary>
        public Postings Build()
        {
            var tokens = _slots.Keys.ToArray();
            var slots = _slots.Values.ToArray();
            Array.Sort(tokens, slots);
            var starts = new int[tokens.Length + 1];
            var next = new int[tokens.Length];
            for (var i = 0; i < tokens.Length; i++)
            {
                next[slots[i]] = starts[i];
                starts[i + 1] = starts[i] + _counts[slots[i]];
            }

            var documents = new int[_entries.Count];
            var weights = new float[_entries.Count];
            foreach (var (slot, document, weight) in _entries)
            {
                var place = next[slot]++;
                (documents[place], weights[place]) = (document, weight);
            }

            return new Postings(tokens, starts, documents, weights);
        }
    }
}
