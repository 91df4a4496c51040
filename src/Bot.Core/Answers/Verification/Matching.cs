
namespace ReleaseBot.Answers.Verification;

/// <summary>Whether a claim of a sentence and one of a passage say the same.</summary>
internal static class Matching
{
    /// <summary>Whether the numbers are equal in value, unit and bound.</summary>
    public static bool Same(NumberClaim claim, NumberClaim evidence)
    {
        if (claim.Value != evidence.Value && !IsHalf(claim, evidence) && !IsHalf(evidence, claim))
        {
            return false;
        }

        return SameUnit(claim.Unit, evidence.Unit) && claim.Bound == evidence.Bound;
    }

    /// <summary>Whether the date of the sentence says nothing that the date of the passage does not, given the day of the release.</summary>
    public static bool Same(DateClaim claim, DateClaim evidence, DateOnly? release)
    {
        if (!Agrees(claim.Relation, evidence.Relation))
        {
            return false;
        }

        if (claim.Relative is not null)
        {
            return claim.Relative == evidence.Relative;
        }

        if (evidence.Relative is not null)
        {
            return release is { } day && Within(claim, evidence.Relative, day);
        }

        if (evidence.Weekday is not null && evidence.Day is null)
        {
            return claim.Weekday == evidence.Weekday && claim is { Year: null, Month: null, Part: null };
        }

        var year = evidence.Year ?? release?.Year;
        return (claim.Year is null || claim.Year == year || IsLast(claim.Year.Value, evidence, release))
            && (claim.Month is null || claim.Month == evidence.Month)
            && (claim.Day is null || claim.Day == evidence.Day)
            && (claim.Part is null || claim.Part == evidence.Part || Within(claim.Part, evidence))
            && (claim.Weekday is null || (evidence.Weekday is { } said ? claim.Weekday == said : IsWeekday(evidence, year, claim.Weekday.Value)));
    }

    /// <summary>Whether the day of the release itself is meant.</summary>
    public static bool IsDay(DateClaim claim, DateOnly day) => claim is { Relative: null, Part: null, Relation: Relation.At or Relation.Since or Relation.Until }
        && (claim.Year is null || claim.Year == day.Year)
        && (claim.Month is null || claim.Month == day.Month)
        && (claim.Day is null || claim.Day == day.Day)
        && (claim.Weekday is null || claim.Weekday == day.DayOfWeek)
        && (claim.Year is not null || claim.Month is not null || claim.Weekday is not null);

    // "in December", said in February: of the year before.
    private static bool IsLast(int claimed, DateClaim evidence, DateOnly? release) =>
        evidence is { Year: null, Month: { } month } && release is { } day && month > day.Month && claimed == day.Year - 1;

    private static bool IsHalf(NumberClaim one, NumberClaim other) =>
        one.Unit == "fraction" && other.Unit == "%" && one.Value * 100 == other.Value;

    private static bool SameUnit(string? claim, string? evidence)
    {
        if (claim == evidence || (claim, evidence) is ("fraction", "%") or ("%", "fraction"))
        {
            return true;
        }

        // A unit may be left out where it is money or a measure; one that is named must be the passage's.
        return claim is null && evidence is not ("%" or "pp" or "ordinal" or "fraction" or "times" or "clock") && evidence?.StartsWith("vague", StringComparison.Ordinal) != true;
    }

    private static bool Agrees(Relation claim, Relation evidence) => (claim, evidence) switch
    {
        (Relation.Before or Relation.Until, Relation.After or Relation.Since) or (Relation.After or Relation.Since, Relation.Before or Relation.Until) => false,
        (Relation.Before or Relation.After, Relation.At) => false,
        _ => true,
    };

    private static bool Within(DateClaim claim, string relative, DateOnly day)
    {
        var (year, exact) = relative switch
        {
            "today" or "tonight" => (day.Year, day),
            "yesterday" => (day.AddDays(-1).Year, day.AddDays(-1)),
            "tomorrow" => (day.AddDays(1).Year, day.AddDays(1)),
            _ when relative.EndsWith("year", StringComparison.Ordinal) => (day.Year + Shift(relative), (DateOnly?)null),
            _ when relative == "last month" => (day.AddMonths(-1).Year, null),
            _ when relative == "next month" => (day.AddMonths(1).Year, null),
            _ => (day.Year, null),
        };
        if (exact is { } known)
        {
            return claim.Part is null && IsDay(claim with { Relation = Relation.At }, known);
        }

        var month = relative switch
        {
            "last month" => day.AddMonths(-1).Month,
            "next month" => day.AddMonths(1).Month,
            "this month" or "the current month" => day.Month,
            _ => 0,
        };
        var season = relative.Split(' ')[^1] is "spring" or "summer" or "autumn" or "winter" ? relative.Split(' ')[^1] : null;
        return claim.Day is null && claim.Weekday is null && (claim.Year is null || claim.Year == year) && (claim.Month is null || claim.Month == month)
            && (claim.Part is null || claim.Part == season) && (claim.Year is not null || claim.Month is not null || claim.Part is not null);
    }

    private static int Shift(string relative) => relative.Contains("last", StringComparison.Ordinal) || relative.Contains("previous", StringComparison.Ordinal) ? -1
        : relative.Contains("next", StringComparison.Ordinal) || relative.Contains("following", StringComparison.Ordinal) || relative.Contains("coming", StringComparison.Ordinal) ? 1 : 0;

    // A month lies in its quarter, half and decade.
    private static bool Within(string part, DateClaim evidence) => part switch
    {
        ['q', var quarter] => evidence is { Month: { } month, Part: null } && ((month - 1) / 3) + 1 == quarter - '0',
        ['h', var half] => evidence is { Month: { } month, Part: null } && ((month - 1) / 6) + 1 == half - '0',
        [.. var decade, '0', 's'] => evidence.Year is { } year && $"{year / 10}" == decade,
        _ => false,
    };

    private static bool IsWeekday(DateClaim evidence, int? year, DayOfWeek weekday) =>
        evidence is { Month: { } month, Day: { } day } && year is { } known && day <= DateTime.DaysInMonth(known, month) && new DateOnly(known, month, day).DayOfWeek == weekday;
}
