using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Reading;

/// <summary>Releases newest first, and their numbers. A page costs the server a count by day and the reading of its own days.</summary>
internal sealed class ReleaseListing(OpenCollection collection, long revision, CancellationToken cancellationToken)
{
    // A hundred years; a collection that spans more lists its most frequent days.
    private const int MostDays = 36_525;

    private static readonly Condition _release = Condition.Is(Fields.Kind, PointKind.Release);

    private bool IsExact => collection.Settings.IsExact;

    /// <summary>How much there is.</summary>
    public async Task<IndexStatistics> StatisticsAsync()
    {
        var releases = CountAsync(_release);
        var passages = CountAsync(Condition.Is(Fields.Kind, PointKind.Passage));
        var newest = EndAsync("desc");
        var oldest = EndAsync("asc");
        return new IndexStatistics((int)await releases, (int)await passages, await newest, await oldest);
    }

    /// <summary>One page of the releases that match.</summary>
    public async Task<ReleasePage> PageAsync(SearchFilter filter, int offset, int limit)
    {
        Condition[] matching = [_release, .. Visibility.Of(filter)];
        var undated = CountAsync([.. matching, Condition.Empty(Fields.Day)]);
        var facet = new Facet(Fields.Day, Visibility.At(revision, matching), MostDays, Exact: true);
        var days = (await collection.Client.FacetAsync(collection.Name, facet, cancellationToken)).OrderByDescending(day => day.Value).ToList();
        var dated = days.Sum(day => day.Count);
        var total = dated + (int)await undated;
        var end = (int)Math.Min((long)offset + limit, total);
        if (offset >= end)
        {
            return new ReleasePage([], total);
        }

        var releases = new List<ReleaseSummary>();
        var skipped = offset;
        if (offset < dated)
        {
            var (first, last, before) = Range(days, offset, Math.Min(end, dated));
            skipped -= before;
            releases.AddRange(await ReadAsync([.. matching, Condition.Between(Fields.Day, last, first)]));
        }
        else
        {
            skipped -= dated;
        }

        if (end > dated)
        {
            releases.AddRange(await ReadAsync([.. matching, Condition.Empty(Fields.Day)]));
        }

        return new ReleasePage([.. releases.Skip(skipped).Take(limit)], total);
    }

    // The days, newest first, that hold the releases from offset to end, and how many releases are on days before.
    private static (long First, long Last, int Before) Range(List<FacetHit> days, int offset, int end)
    {
        var before = 0;
        var at = 0;
        while (before + days[at].Count <= offset)
        {
            before += days[at++].Count;
        }

        var (first, read) = (days[at].Value, before);
        while (read + days[at].Count < end)
        {
            read += days[at++].Count;
        }

        return (first, days[at].Value, before);
    }

    private async Task<IEnumerable<ReleaseSummary>> ReadAsync(IEnumerable<Condition> conditions)
    {
        var releases = new List<ReleaseSummary>();
        await foreach (var point in collection.ScrollAsync(
            Visibility.At(revision, conditions), ReleasePoints.SummaryFields, [], Purpose.Question, cancellationToken))
        {
            releases.Add(ReleasePoints.ToSummary(point.Payload!));
        }

        return releases.OrderByDescending(release => release.Date).ThenBy(release => release.Id, StringComparer.Ordinal);
    }

    private Task<long> CountAsync(params IEnumerable<Condition> conditions) =>
        collection.Client.CountAsync(collection.Name, new Count(Visibility.At(revision, conditions), IsExact), cancellationToken);

    private async Task<DateOnly?> EndAsync(string direction)
    {
        var scroll = new Scroll(Visibility.At(revision, _release), 1, [Fields.PublishedAt]) { OrderBy = new OrderBy(Fields.PublishedAt, direction) };
        var page = await collection.Client.ScrollAsync(collection.Name, scroll, Purpose.Question, cancellationToken);
        return page.Points is [{ Payload: { } stored }, ..] ? PointFields.Day(stored.PublishedAt) : null;
    }
}
