namespace ReleaseBot.Index.Sqlite;

/// <summary>A release in memory: its key, its facts, and where its passages stand in the segment.</summary>
internal sealed record IndexedRelease(long Key, ReleaseSummary Summary, int First, int Count)
{
    /// <summary>Passages with at least one token.</summary>
    public int WithText { get; init; }

    /// <summary>Passages whose headline has at least one token: all of them or none.</summary>
    public int WithTitle { get; init; }

    /// <summary>One past its last passage.</summary>
    public int End => First + Count;
}

/// <summary>Releases of consecutive keys, laid out for scanning; immutable.</summary>
/// <param name="Releases">By key.</param>
/// <param name="Ids">Of each passage.</param>
/// <param name="ReleaseOf">Each passage's position in <paramref name="Releases"/>.</param>
/// <param name="Vectors">Dense vectors.</param>
/// <param name="Text">BM25 weights of the passages.</param>
/// <param name="Titles">BM25 weights of the headlines; its documents are positions in <paramref name="Releases"/>.</param>
internal sealed record Segment(
    IndexedRelease[] Releases,
    Guid[] Ids,
    int[] ReleaseOf,
    QuantizedVectors Vectors,
    Postings Text,
    Postings Titles)
{
    /// <summary>Passages in a full segment; a release is never divided, so the last may carry it over.</summary>
    public const int Capacity = 65_536;

    /// <summary>Number of passages.</summary>
    public int Count => Ids.Length;

    /// <summary>The position of the release with a key, or a negative number.</summary>
    public int Find(long key)
    {
        var (low, high) = (0, Releases.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Releases[middle].Key.CompareTo(key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}

/// <summary>Collects releases for a segment.</summary>
internal sealed class SegmentBuilder(int dimension, int expected, bool keepExact)
{
    private readonly List<IndexedRelease> _releases = [];
    private readonly List<Guid> _ids = new(expected);
    private readonly List<int> _releaseOf = new(expected);
    private readonly QuantizedVectors.Builder _vectors = new(dimension, expected, keepExact);
    private readonly Postings.Builder _text = new();
    private readonly Postings.Builder _titles = new();
    private int _withText;

    /// <summary>Number of passages so far.</summary>
    public int Count => _ids.Count;

    /// <summary>Adds a passage of the release that <see cref="EndRelease"/> will name.</summary>
    public void AddPassage(Guid id, ReadOnlySpan<byte> sparse, ReadOnlySpan<float> dense)
    {
        _text.Add(_ids.Count, Blobs.Tokens(sparse), Blobs.Weights(sparse));
        _withText += sparse.IsEmpty ? 0 : 1;
        _vectors.Add(dense);
        _ids.Add(id);
        _releaseOf.Add(_releases.Count);
    }

    /// <summary>Closes the release whose passages were added last.</summary>
    public void EndRelease(long key, ReleaseSummary summary, ReadOnlySpan<byte> titleSparse)
    {
        var first = _releases.Count == 0 ? 0 : _releases[^1].End;
        var count = _ids.Count - first;
        _titles.Add(_releases.Count, Blobs.Tokens(titleSparse), Blobs.Weights(titleSparse));
        _releases.Add(new IndexedRelease(key, summary, first, count) { WithText = _withText, WithTitle = titleSparse.IsEmpty ? 0 : count });
        _withText = 0;
    }

    /// <summary>The segment.</summary>
    public Segment Build() => new([.. _releases], [.. _ids], [.. _releaseOf], _vectors.Build(), _text.Build(), _titles.Build());
}
