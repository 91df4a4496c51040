namespace ReleaseBot.Index;

/// <summary>A segment at one moment: which of its releases have been removed or replaced since it was built.</summary>
internal sealed class SegmentView
{
    private readonly bool[]? dead;

    /// <summary>The segment with all its releases.</summary>
    public SegmentView(Segment segment) : this(segment, null) { }

    private SegmentView(Segment segment, bool[]? dead)
    {
        Segment = segment;
        this.dead = dead;
        TextCount = CountLive(segment.Text.Filled);
        TitleCount = CountLive(segment.Title.Filled);
        for (int release = 0; release < segment.Releases.Length; release++)
        {
            if (!IsLive(release)) continue;
            LiveReleases++;
            LivePassages += segment.FirstPassages[release + 1] - segment.FirstPassages[release];
        }
    }

    /// <summary>The passages.</summary>
    public Segment Segment { get; }

    /// <summary>Releases that count.</summary>
    public int LiveReleases { get; }

    /// <summary>Passages that count.</summary>
    public int LivePassages { get; }

    /// <summary>Passages that count and have a token in their text.</summary>
    public int TextCount { get; }

    /// <summary>Passages that count and have a token in their headline.</summary>
    public int TitleCount { get; }

    /// <summary>Whether every release counts.</summary>
    public bool IsWhole => dead is null;

    /// <summary>Whether a release counts.</summary>
    public bool IsLive(int release) => dead is null || !dead[release];

    /// <summary>How many of these passages count.</summary>
    public int CountLive(ReadOnlySpan<int> passages)
    {
        if (dead is null) return passages.Length;
        int count = 0;
        foreach (int passage in passages)
            if (!dead[Segment.ReleaseOf[passage]]) count++;
        return count;
    }

    /// <summary>The view without the releases of these keys; itself when it has none of them.</summary>
    public SegmentView Without(IReadOnlySet<long> keys)
    {
        bool[]? now = null;
        for (int release = 0; release < Segment.Releases.Length; release++)
        {
            if (!IsLive(release) || !keys.Contains(Segment.Releases[release].Key)) continue;
            now ??= dead is null ? new bool[Segment.Releases.Length] : [.. dead];
            now[release] = true;
        }

        return now is null ? this : new SegmentView(Segment, now);
    }

    private int CountLive(ReadOnlySpan<bool> filled)
    {
        int count = 0;
        for (int passage = 0; passage < filled.Length; passage++)
            if (filled[passage] && IsLive(Segment.ReleaseOf[passage])) count++;
        return count;
    }
}
