namespace ReleaseBot.Retrieval;

/// <summary>Whole days, both ends included.</summary>
internal readonly record struct DateRange(DateOnly From, DateOnly To)
{
    /// <summary>Number of days, at least 1.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The first (0), middle (1) or last (2) third: what "early", "mid" and "late" mean, as in the first four months of a year.</summary>
    public DateRange Third(int which)
    {
        if (From.Day == 1 && To.AddDays(1).Day == 1 && Months is var months && months % 3 == 0)
        {
            var start = From.AddMonths(months / 3 * which);
            return new(start, start.AddMonths(months / 3).AddDays(-1));
        }
        return new(From.AddDays(Days * which / 3), From.AddDays((Days * (which + 1) / 3) - 1));
    }

    /// <summary>The smallest range that covers both.</summary>
    public DateRange Union(DateRange other) => new(From < other.From ? From : other.From, To > other.To ? To : other.To);

    /// <summary>Three months of a season in the northern hemisphere; winter is named after the year in which it begins.</summary>
    /// <param name="firstMonth">3, 6, 9 or 12.</param>
    /// <param name="year">1 to 9998.</param>
    public static DateRange Season(int firstMonth, int year)
    {
        var start = new DateOnly(year, firstMonth, 1);
        return new(start, start.AddMonths(3).AddDays(-1));
    }

    private int Months => ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;
}
