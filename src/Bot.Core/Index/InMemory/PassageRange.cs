namespace ReleaseBot.Index;

/// <summary>Consecutive passages of one segment, from <paramref name="Start"/> up to <paramref name="End"/>, counted within the segment.</summary>
internal readonly record struct PassageRange(int View, int Start, int End)
{
    /// <summary>The passages that count: those of live releases that pass the filter, in as few ranges as possible.</summary>
    public static List<PassageRange> Of(Snapshot snapshot, SearchFilter filter)
    {
        var ranges = new List<PassageRange>();
        for (int i = 0; i < snapshot.Views.Length; i++)
        {
            SegmentView view = snapshot.Views[i];
            if (view.IsWhole && filter == SearchFilter.None) ranges.Add(new PassageRange(i, 0, view.Segment.Count));
            else AddMatching(ranges, view, i, filter);
        }

        return ranges;
    }

    private static void AddMatching(List<PassageRange> ranges, SegmentView view, int index, SearchFilter filter)
    {
        Segment segment = view.Segment;
        for (int release = 0; release < segment.Releases.Length; release++)
        {
            (int start, int end) = (segment.FirstPassages[release], segment.FirstPassages[release + 1]);
            if (start == end || !view.IsLive(release) || !segment.Releases[release].Matches(filter)) continue;
            if (ranges.Count > 0 && ranges[^1].View == index && ranges[^1].End == start) ranges[^1] = ranges[^1] with { End = end };
            else ranges.Add(new PassageRange(index, start, end));
        }
    }
}
