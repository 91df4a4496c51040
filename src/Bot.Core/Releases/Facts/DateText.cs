using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleaseBot.Releases.Facts;

/// <summary>Dates as people and machines write them.</summary>
internal static partial class DateText
{
    /// <summary>
    /// A date with its year, for use inside other patterns: "25 January 2024", "January 25, 2024", "24. März 2022", "25 января 2024 г.",
    /// "2024-01-25", "25.01.2024", "2024年1月25日".
    /// </summary>
    public const string Pattern =
        @"(?:(?:[0-9]{1,2}(?:st|nd|rd|th|er|º|-го|\.)?\s{1,3}(?:of\s|de\s)?\p{L}{3,12}\.?,?\s{1,3}(?:de\s)?[0-9]{4}(?:\s?(?:г\.|года))?)" +
        @"|(?:\p{L}{3,12}\.?\s{1,3}[0-9]{1,2}(?:st|nd|rd|th)?,?\s{1,3}[0-9]{4})" +
        @"|(?:[0-9]{4}-[0-9]{2}-[0-9]{2})" +
        @"|(?:[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})" +
        @"|(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日))(?![0-9])";

    private static readonly FrozenDictionary<string, int> Months = MonthNames();

    /// <summary>Reads a date that fills the whole text; "03/04/2024" is refused, because it reads two ways.</summary>
    public static DateOnly? Parse(string? text)
    {
        if (text is null || text.Length > 60)
            return null;
        text = text.Trim();
        if (Iso().Match(text) is { Success: true } iso)
            return Day(iso.Groups[1], iso.Groups[2], iso.Groups[3]);
        if (Chinese().Match(text) is { Success: true } chinese)
            return Day(chinese.Groups[1], chinese.Groups[2], chinese.Groups[3]);
        if (Numeric().Match(text) is { Success: true } numeric)
            return Numbers(numeric);
        if (DayFirst().Match(text) is { Success: true } dayFirst)
            return Named(dayFirst.Groups[3], dayFirst.Groups[2].Value, dayFirst.Groups[1]);
        if (MonthFirst().Match(text) is { Success: true } monthFirst)
            return Named(monthFirst.Groups[3], monthFirst.Groups[1].Value, monthFirst.Groups[2]);
        return null;
    }

    /// <summary>The time of an ISO 8601 date and time, as written; midnight to the second stands for "no time".</summary>
    public static TimeOnly? TimeOf(string? text)
    {
        if (text is null || IsoTime().Match(text.Trim()) is not { Success: true } match)
            return null;
        var seconds = match.Groups[3].Success ? Int(match.Groups[3]) : 0;
        var (hour, minute) = (Int(match.Groups[1]), Int(match.Groups[2]));
        if (hour > 23 || minute > 59 || seconds > 59)
            return null;
        var time = new TimeOnly(hour, minute, seconds);
        return time == TimeOnly.MinValue ? null : time;
    }

    /// <summary>The first date in a file name: 2024-01-25, 2024_01_25, 20240125, 25-01-2024, 25.01.2024.</summary>
    public static DateOnly? InFileName(string? name)
    {
        if (name is null)
            return null;
        foreach (Match match in YearFirstInName().Matches(name))
        {
            if (Day(match.Groups[1], match.Groups[3], match.Groups[4]) is { } date)
                return date;
        }

        return DayFirstInName().Match(name) is { Success: true } last ? Day(last.Groups[4], last.Groups[3], last.Groups[1]) : null;
    }

    private static DateOnly? Numbers(Match match)
    {
        var (first, second) = (Int(match.Groups[1]), Int(match.Groups[3]));
        var dotted = match.Groups[2].ValueSpan is ".";
        if (!dotted && first <= 12 && second <= 12 && first != second)
            return null;
        return !dotted && second > 12 ? Day(Int(match.Groups[4]), first, second) : Day(Int(match.Groups[4]), second, first);
    }

    private static DateOnly? Named(Group year, string month, Group day) =>
        Months.TryGetValue(month, out var number) ? Day(Int(year), number, Int(day)) : null;

    private static DateOnly? Day(Group year, Group month, Group day) => Day(Int(year), Int(month), Int(day));

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1800 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int Int(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, int> MonthNames()
    {
        // One line a month: English, French, German, Italian, Spanish, Portuguese, Russian, Kazakh, and abbreviations.
        string[] names =
        [
            "january jan janvier janv januar jänner gennaio enero janeiro января январь янв қаңтар",
            "february feb février fevrier févr februar febbraio febrero fevereiro февраля февраль фев ақпан",
            "march mar mars märz marz marzo março марта март наурыз",
            "april apr avril avr aprile abril апреля апрель апр сәуір",
            "may mai maggio mayo maio мая май мамыр",
            "june jun juin juni giugno junio junho июня июнь маусым",
            "july jul juillet juil juli luglio julio julho июля июль шілде",
            "august aug août aout agosto августа август авг тамыз",
            "september sept sep septembre settembre septiembre setembro сентября сентябрь сент қыркүйек",
            "october oct octobre oktober okt ottobre octubre outubro октября октябрь окт қазан",
            "november nov novembre noviembre novembro ноября ноябрь қараша",
            "december dec décembre decembre déc dezember dez dicembre diciembre dezembro декабря декабрь дек желтоқсан",
        ];
        return names.SelectMany((line, index) => line.Split(' ').Select(name => (name, month: index + 1)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.month, StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])(?:$|[T ])")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4})$")]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(?:\p{L}+,?\s+)?([0-9]{1,2})(?:st|nd|rd|th|er|º|-го|\.)?\s+(?:of\s|de\s)?(\p{L}{3,12})\.?,?\s+(?:de\s)?([0-9]{4})(?:\s?(?:г\.|года))?$")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?:\p{L}+,\s+)?(\p{L}{3,12})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})$")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"(?<![0-9])((?:18|19|20|21)[0-9]{2})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])")]
    private static partial Regex YearFirstInName();

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,2})([-_.])([0-9]{1,2})\2([0-9]{4})(?![0-9])")]
    private static partial Regex DayFirstInName();
}
