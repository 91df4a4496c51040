using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Verification;

/// <summary>Finds dates in all their forms; English, with the months of German and French.</summary>
internal static partial class Dates
{
    private const string MonthNames =
        "january|february|march|april|may|june|july|august|september|october|november|december|" +
        "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|" +
        "januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre";

    private const string MonthOnly = $@"(?<month>{MonthNames})\b\.?";
    private const string DayNumber = @"(?<!\d[.,]?)(?<day>[0-3]?\d)(?:st|nd|rd|th|\.)?";
    private const string OtherDay = @"(?<first>[0-3]?\d)(?:st|nd|rd|th|\.)?\s*(?:-|–|—|to|and|until|bis|et|or)\s*";
    private const string YearNumber = @"(?<year>(?:1[5-9]|2[01])\d\d)(?!\d)";
    private const string InYear = $@"(?:,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?{YearNumber})?";

    private static readonly FrozenDictionary<string, int> _months = Months();

    /// <summary>The dates of <paramref name="text"/>, in order, without overlaps.</summary>
    public static IReadOnlyList<DateClaim> Find(string text)
    {
        var found = new List<DateClaim>();
        var rest = text;
        foreach (var form in new[] { Numeric(), Slashed(), DayMonth(), MonthDay(), MonthYear(), Part(), Span(), Decade(), YearAlone(), MonthAlone(), Weekday(), Relative() })
        {
            foreach (Match match in form.Matches(rest))
            {
                if (IsYear(text, match))
                {
                    found.AddRange(Read(match).Select(date => date with { Relation = RelationOf(text, match.Index, date.Relation) }));
                    rest = Quotations.Blank(rest, [(match.Index, match.Length)]);
                }
            }
        }

        Share(found);
        return Join([.. found.OrderBy(date => date.Span.Start)]);
    }

    // "Monday, 6 May" is one date.
    private static List<DateClaim> Join(List<DateClaim> dates)
    {
        for (var i = dates.Count - 1; i > 0; i--)
        {
            if (dates[i - 1] is { Weekday: { } weekday, Day: null } day && dates[i] is { Day: not null, Weekday: null } && dates[i].Span.Start - day.Span.End is >= 0 and <= 6)
            {
                dates[i] = dates[i] with { Weekday = weekday, Span = new TextSpan(day.Span.Start, dates[i].Span.End), Text = $"{day.Text} {dates[i].Text}" };
                dates.RemoveAt(i - 1);
            }
        }

        return dates;
    }

    // Four digits alone may be an amount.
    private static bool IsYear(string text, Match match) => match.Length != 4 || !match.Value.All(char.IsAsciiDigit)
        || (!DateWords.NoYearBefore().IsMatch(text[..match.Index]) && !DateWords.NoYearAfter().IsMatch(text[(match.Index + 4)..]));

    private static IEnumerable<DateClaim> Read(Match match)
    {
        var span = new TextSpan(match.Index, match.Index + match.Length);
        var date = new DateClaim(span, match.Value.Trim())
        {
            Year = Number(match, "year"),
            Month = match.Groups["month"] is { Success: true } name ? _months[name.Value.ToLowerInvariant()] : Number(match, "number"),
            Day = Number(match, "day"),
            Part = match.Groups["part"] is { Success: true } part ? PartOf(part.Value) : null,
            Weekday = match.Groups["weekday"] is { Success: true } weekday ? Enum.Parse<DayOfWeek>(weekday.Value, ignoreCase: true) : null,
            Relative = match.Groups["relative"] is { Success: true } relative ? Folding.Fold(relative.Value) : null,
        };
        if (match.Groups["other"].Success && date is { Month: { } month, Day: { } day } && month <= 12 && day > 12)
        {
            yield return date;
        }
        else if (match.Groups["other"].Success)
        {
            // 03/04/2024: either may be the month.
            yield return date.Month <= 12 ? date : date with { Month = date.Day, Day = date.Month };
            yield return date.Month <= 12 && date.Day <= 12 ? date with { Month = date.Day, Day = date.Month } : date;
        }
        else
        {
            yield return date;
        }

        if (Number(match, "first") is { } first)
        {
            yield return date with { Day = first };
        }

        if (Number(match, "last") is { } last && date.Year is { } year)
        {
            yield return date with { Year = last < 100 ? (year / 100 * 100) + last : last };
        }
    }

    // "from May to July 2024", "between 8 and 10 October 2024": what comes first takes the year of what follows closely.
    private static void Share(List<DateClaim> dates)
    {
        for (var i = 0; i < dates.Count; i++)
        {
            var date = dates[i];
            if (date is { Year: null, Month: not null } or { Year: null, Part: not null })
            {
                var next = dates.Where(other => other.Year is not null && other.Span.Start >= date.Span.End && other.Span.Start - date.Span.End <= 12)
                    .MinBy(other => other.Span.Start);
                dates[i] = next is null ? date : date with { Year = next.Year };
            }
        }
    }

    private static Relation RelationOf(string text, int start, Relation otherwise)
    {
        var cue = Cue().Match(text[..start]);
        return !cue.Success ? otherwise
            : cue.Groups["before"].Success ? Relation.Before
            : cue.Groups["after"].Success ? Relation.After
            : cue.Groups["since"].Success ? Relation.Since
            : Relation.Until;
    }

    private static string PartOf(string words)
    {
        var folded = Folding.Fold(words).Replace('-', ' ');
        return folded switch
        {
            "fall" => "autumn",
            ['q' or 'h', _] => folded,
            _ when folded.EndsWith("0s", StringComparison.Ordinal) => folded,
            _ when folded.Split(' ') is [var which, var unit] => $"{unit[0]}{which switch { "first" or "1st" => 1, "second" or "2nd" => 2, "third" or "3rd" => 3, _ => 4 }}",
            _ => folded,
        };
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : null;

    private static FrozenDictionary<string, int> Months()
    {
        var months = new Dictionary<string, int>();
        var names = MonthNames.Split('|');
        for (var i = 0; i < names.Length; i++)
        {
            months[names[i]] = DateTime.TryParseExact(names[i][..3], "MMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var english) ? english.Month : Foreign(names[i]);
        }

        return months.ToFrozenDictionary();
    }

    private static int Foreign(string name) => name switch
    {
        "märz" => 3,
        "février" => 2,
        "avril" => 4,
        "mai" => 5,
        "juin" => 6,
        "juillet" => 7,
        "août" => 8,
        "oktober" => 10,
        _ => 12,
    };
}
