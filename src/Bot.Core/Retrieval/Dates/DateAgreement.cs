using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

/// <summary>How well a release's date suits the dates of a question.</summary>
public static class DateAgreement
{
    // Days in which agreement halves outside the preferred range. Of 80 questions that name a date and whose release is known, 61
    // releases came out inside it, 9 before (median 52 days, at most 187), 10 after (median 103, at most 228).
    private const double HalfLifeBefore = 60;
    private const double HalfLifeAfter = 90;

    // Days in which a release's worth halves when the newest is asked for.
    private const double HalfLifeOfNews = 180;

    /// <summary>
    /// 0 to 1: 1 inside the preferred days, halving with every 60 days before them (what is planned is announced) and every
    /// 90 after (what happened is reported, figures of a period later still); multiplied by <see cref="Recency"/> where the newest
    /// is asked for. 0 for an undated release, and for all when the question prefers nothing.
    /// </summary>
    /// <param name="filters">What was read from the question.</param>
    /// <param name="releaseDate">The release's day.</param>
    /// <param name="today">The question's clock, or the newest release's day where that is earlier.</param>
    public static double Agreement(AppliedFilters filters, DateOnly? releaseDate, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var ranged = filters.From is not null || filters.To is not null;
        if (releaseDate is not { } date || (!ranged && !filters.Latest))
        {
            return 0;
        }
        var newest = filters.To is { } to && to < today ? to : today;
        return (ranged ? InRange(filters, date) : 1) * (filters.Latest ? Recency(date, newest) : 1);
    }

    /// <summary>0 to 1: 1 for a release of <paramref name="newest"/> or later, halving with every 180 days before.</summary>
    public static double Recency(DateOnly releaseDate, DateOnly newest) =>
        Halved(newest.DayNumber - releaseDate.DayNumber, HalfLifeOfNews);

    /// <summary>
    /// What excludes: the user's own limits, else those read from the question unless they are a preference; and nothing later than
    /// <paramref name="clock"/> where the question came with one.
    /// </summary>
    public static SearchFilter Exclude(SearchFilter user, AppliedFilters read, DateOnly? clock)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(read);
        var userDated = user.From is not null || user.To is not null;
        var from = userDated ? user.From : read.Preference ? null : read.From;
        var to = userDated ? user.To : read.Preference ? null : read.To;
        return user with { From = from, To = to is null || clock < to ? clock ?? to : to };
    }

    private static double InRange(AppliedFilters filters, DateOnly date)
    {
        if (filters.From is { } from && date < from)
        {
            return Halved(from.DayNumber - date.DayNumber, HalfLifeBefore);
        }
        return filters.To is { } to && date > to ? Halved(date.DayNumber - to.DayNumber, HalfLifeAfter) : 1;
    }

    private static double Halved(int days, double halfLife) => days <= 0 ? 1 : Math.Pow(0.5, days / halfLife);
}
