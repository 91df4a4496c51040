using System.Collections.Immutable;

namespace ReleaseBot.Index;

/// <summary>
/// Everything stored as of one revision, ready to be searched; never altered. Passages are numbered across the segments:
/// <see cref="Bases"/> says where each segment's numbers begin.
/// </summary>
internal sealed class Snapshot
{
    /// <summary>Segments of at least this many passages are not merged any more: merging must stay far below a second.</summary>
    public const int FullSegment = 65_536;

    private readonly Lazy<ImmutableArray<ReleaseEntry>> newestFirst;

    /// <summary>A snapshot of these segments.</summary>
    public Snapshot(long revision, ImmutableArray<SegmentView> views)
    {
        Revision = revision;
        Views = views;
        int[] bases = new int[views.Length + 1];
        for (int i = 0; i < views.Length; i++) bases[i + 1] = checked(bases[i] + views[i].Segment.Count);
        Bases = bases;
        newestFirst = new Lazy<ImmutableArray<ReleaseEntry>>(SortNewestFirst);
    }

    /// <summary>Nothing, before the first revision.</summary>
    public static Snapshot Empty { get; } = new(0, []);

    /// <summary>The last change it holds.</summary>
    public long Revision { get; }

    /// <summary>The segments.</summary>
    public ImmutableArray<SegmentView> Views { get; }

    /// <summary>Number of each segment's first passage, and at the end one more than the last number.</summary>
    public int[] Bases { get; }

    /// <summary>Numbers in use, those of removed passages included.</summary>
    public int Size => Bases[^1];

    /// <summary>The releases, newest first, undated last, then by id.</summary>
    public ImmutableArray<ReleaseEntry> NewestFirst => newestFirst.Value;

    /// <summary>The segment that holds a passage.</summary>
    public int ViewOf(int passage)
    {
        int found = Array.BinarySearch(Bases, passage);
        if (found < 0) return ~found - 1;
        // An empty segment shares its base with the next one, which holds the passage.
        while (Bases[found + 1] == passage) found++;
        return found;
    }

    /// <summary>Id of a passage.</summary>
    public Guid IdOf(int passage)
    {
        int view = ViewOf(passage);
        return Views[view].Segment.Ids[passage - Bases[view]];
    }

    /// <summary>Key of a passage's row.</summary>
    public long KeyOf(int passage)
    {
        int view = ViewOf(passage);
        return Views[view].Segment.Keys[passage - Bases[view]];
    }

    /// <summary>A passage's release.</summary>
    public ReleaseEntry ReleaseOf(int passage)
    {
        int view = ViewOf(passage);
        Segment segment = Views[view].Segment;
        return segment.Releases[segment.ReleaseOf[passage - Bases[view]]];
    }

    /// <summary>The snapshot as of a later revision: without the releases that went, with the segments that came.</summary>
    public Snapshot Advance(long revision, IReadOnlySet<long> gone, IEnumerable<Segment> added, int dimension)
    {
        var views = new List<SegmentView>();
        foreach (SegmentView view in Views)
            if (view.Without(gone) is { LiveReleases: > 0 } rest) views.Add(IsMostlyDead(rest) ? Merge(dimension, rest) : rest);
        foreach (Segment segment in added)
        {
            views.Add(new SegmentView(segment));
            MergeTail(views, dimension);
        }

        return new Snapshot(revision, [.. views]);
    }

    // As in a log-structured merge: a passage is copied again only when its segment at least grows by half, so a few releases cost little.
    private static void MergeTail(List<SegmentView> views, int dimension)
    {
        while (views.Count > 1 && Weight(views[^2]) < FullSegment && Weight(views[^2]) <= 2 * Weight(views[^1]))
        {
            SegmentView merged = Merge(dimension, views[^2], views[^1]);
            views.RemoveRange(views.Count - 2, 2);
            views.Add(merged);
        }
    }

    private static int Weight(SegmentView view) => view.LivePassages + view.LiveReleases;

    private static bool IsMostlyDead(SegmentView view) => 2 * Weight(view) < view.Segment.Count + view.Segment.Releases.Length;

    private static SegmentView Merge(int dimension, params ReadOnlySpan<SegmentView> views)
    {
        var builder = new SegmentBuilder(dimension);
        foreach (SegmentView view in views) builder.AddView(view);
        return new SegmentView(builder.Build());
    }

    private ImmutableArray<ReleaseEntry> SortNewestFirst()
    {
        var live = new List<ReleaseEntry>();
        foreach (SegmentView view in Views)
            live.AddRange(view.Segment.Releases.Where((_, release) => view.IsLive(release)));
        live.Sort(static (a, b) =>
        {
            int byDate = Nullable.Compare(b.Summary.Date, a.Summary.Date);
            return byDate != 0 ? byDate : string.CompareOrdinal(a.Summary.Id, b.Summary.Id);
        });
        return [.. live];
    }
}
