namespace ReleaseBot.Index.Sqlite;

/// <summary>The whole index at one revision, for searching; immutable.</summary>
internal sealed class Snapshot
{
    private readonly Lazy<ReleaseSummary[]> _newestFirst;

    /// <summary>Puts segments together; <paramref name="removed"/> flags, for each segment, releases no longer there (null: none).</summary>
    public Snapshot(long revision, long lastKey, Segment[] segments, bool[]?[] removed)
    {
        Revision = revision;
        LastKey = lastKey;
        Segments = segments;
        Removed = removed;
        foreach (var (_, release) in Live())
        {
            Releases++;
            Passages += release.Count;
            WithText += release.WithText;
            WithTitle += release.WithTitle;
        }

        _newestFirst = new Lazy<ReleaseSummary[]>(Sort);
    }

    /// <summary>Without anything.</summary>
    public static Snapshot Empty { get; } = new(0, 0, [], []);

    /// <summary>The file's revision.</summary>
    public long Revision { get; }

    /// <summary>The greatest key read; releases written later have greater ones.</summary>
    public long LastKey { get; }

    /// <summary>By key.</summary>
    public Segment[] Segments { get; }

    /// <summary>For each segment, which of its releases are gone; null where none is.</summary>
    public bool[]?[] Removed { get; }

    /// <summary>Number of releases.</summary>
    public int Releases { get; }

    /// <summary>Number of passages.</summary>
    public int Passages { get; }

    /// <summary>Passages with a token in their text: N of the text's idf.</summary>
    public int WithText { get; }

    /// <summary>Passages with a token in their headline: N of the headline's idf.</summary>
    public int WithTitle { get; }

    /// <summary>Newest first, undated last, then by id.</summary>
    public IReadOnlyList<ReleaseSummary> NewestFirst => _newestFirst.Value;

    /// <summary>How much is here.</summary>
    public IndexStatistics Statistics()
    {
        var dates = NewestFirst.Where(release => release.Date is not null).Select(release => release.Date).ToList();
        return new IndexStatistics(Releases, Passages, dates.FirstOrDefault(), dates.LastOrDefault());
    }

    /// <summary>One page of the releases that match.</summary>
    public ReleasePage Page(SearchFilter filter, int offset, int limit)
    {
        var matcher = new FilterMatcher(filter);
        var matches = NewestFirst.Where(matcher.Matches).ToList();
        return new ReleasePage([.. matches.Skip(offset).Take(limit)], matches.Count);
    }

    /// <summary>The releases of a segment that are there and match; null when all do.</summary>
    public bool[]? Allowed(int segment, FilterMatcher filter)
    {
        var removed = Removed[segment];
        if (filter.MatchesAll && removed is null)
        {
            return null;
        }

        var releases = Segments[segment].Releases;
        var allowed = new bool[releases.Length];
        for (var i = 0; i < allowed.Length; i++)
        {
            allowed[i] = removed?[i] != true && filter.Matches(releases[i].Summary);
        }

        return allowed;
    }

    /// <summary>Releases that are there, with the number of their segment.</summary>
    public IEnumerable<(int Segment, IndexedRelease Release)> Live() =>
        from segment in Enumerable.Range(0, Segments.Length)
        from release in Enumerable.Range(0, Segments[segment].Releases.Length)
        where Removed[segment]?[release] != true
        select (segment, Segments[segment].Releases[release]);

    private ReleaseSummary[] Sort()
    {
        var releases = Live().Select(live => live.Release.Summary).ToArray();
        Array.Sort(releases, (one, other) =>
        {
            var byDate = Nullable.Compare(other.Date, one.Date);
            return byDate != 0 ? byDate : string.CompareOrdinal(one.Id, other.Id);
        });
        return releases;
    }
}
