namespace ReleaseBot.Index;

/// <summary>Passages of some releases, ready to be scanned; never altered. A release's passages are consecutive.</summary>
internal sealed class Segment
{
    /// <summary>The releases, in the order of their passages.</summary>
    public required ReleaseEntry[] Releases { get; init; }

    /// <summary>First passage of each release, and at the end the number of passages.</summary>
    public required int[] FirstPassages { get; init; }

    /// <summary>By passage: position of its release.</summary>
    public required int[] ReleaseOf { get; init; }

    /// <summary>Passage ids.</summary>
    public required Guid[] Ids { get; init; }

    /// <summary>Keys of the passages' rows.</summary>
    public required long[] Keys { get; init; }

    /// <summary>Dense vectors.</summary>
    public required QuantizedVectors Vectors { get; init; }

    /// <summary>BM25 over the text.</summary>
    public required SparseField Text { get; init; }

    /// <summary>BM25 over the headline.</summary>
    public required SparseField Title { get; init; }

    /// <summary>Number of passages.</summary>
    public int Count => Ids.Length;
}
