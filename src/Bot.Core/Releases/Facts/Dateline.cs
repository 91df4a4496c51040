using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ReleaseBot.Releases.Facts;

/// <summary>Where and when a release says it was published, read from its first lines.</summary>
/// <param name="Date">Day of publication, null when not stated.</param>
/// <param name="Place">Place of publication, null when not stated.</param>
internal sealed partial record Dateline(DateOnly? Date, string? Place)
{
    // A dateline stands within the first three lines beside the headline, at the start of its line.
    private const int LinesRead = 3;
    private const int CharactersRead = 160;

    private const string Weekday =
        @"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche" +
        @"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье),?\s{1,3}";

    // "7 May 2024, 10.00": the hour of publication, which is not kept.
    private const string Hour = @"(?:,?\s{1,2}(?:at\s|um\s|à\s)?[012]?\d[.:h][0-5]\d(?:\s?(?:[ap]\.?m\b\.?|hrs?|hours|uhr|gmt|utc|ces?t))*)?";

    private const string DayPattern = "(?:" + Weekday + @")?(?:the\s|den\s|le\s|am\s)?(?<date>" + DateText.Pattern + ")" + Hour;

    private const string Name = @"[\p{Lu}\p{Lo}][\p{L}\p{M}'’.]*";

    // (?-i:) keeps the capitals of a name meaningful in patterns that otherwise ignore case.
    private const string PlacePattern =
        "(?-i:(?:г\\. ?)?(?<place>" + Name + "(?:[ -](?:" + Name + "|de|la|le|les|du|del|di|am|an|der|den|im|upon|sur|en|el|al|of)){0,3}(?:, " + Name +
        "(?: " + Name + "){0,2})?))";

    private static readonly Dateline None = new(null, null);

    private static readonly string[] NotPlaces =
    [
        "press", "media", "news", "release", "statement", "speech", "communiqué", "medienmitteilung", "pressemitteilung", "update", "published", "date",
        "пресс-релиз",
    ];

    /// <summary>The dateline of the text; both parts null when there is none.</summary>
    public static Dateline Find(string text, ImmutableArray<TextLine> lines, TextSpan title)
    {
        foreach (var line in lines.Where(line => !line.Span.Overlaps(title)).Take(LinesRead))
        {
            var start = line.Of(text);
            var found = Read((start.Length > CharactersRead ? start[..CharactersRead] : start).ToString());
            if (found.Date is not null)
                return found;
        }

        return None;
    }

    /// <summary>Whether the line is nothing but a date, or a short place with a date.</summary>
    public static bool Fills(ReadOnlySpan<char> line)
    {
        if (line.Length > 60)
            return false;
        var text = line.ToString();
        return DateOnlyLine().Match(text) is { Success: true } date && DateText.Parse(date.Groups["date"].Value) is not null
            || (PlaceAndDateLine().Match(text) is { Success: true } match && DateText.Parse(match.Groups["date"].Value) is not null);
    }

    private static Dateline Read(string line)
    {
        foreach (var pattern in new[] { DateThenPlace(), DateOnlyLine(), PlaceThenDate() })
        {
            if (pattern.Match(line) is { Success: true } match && DateText.Parse(match.Groups["date"].Value) is { } date)
                return new Dateline(date, PlaceName(match.Groups["place"]));
        }

        return None;
    }

    private static string? PlaceName(Group group)
    {
        if (!group.Success || NotPlaces.Any(word => group.Value.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return null;
        // "GENEVA" is how a dateline shouts; the place is Geneva.
        return group.Value.Any(char.IsLower) ? group.Value : Capitals().Replace(group.Value, word => word.Value[..1] + word.Value[1..].ToLowerInvariant());
    }

    [GeneratedRegex(@"^[(*_\[]*" + DayPattern + @"\)?\s*[,–—|/-]{1,2}\s*" + PlacePattern + @"\s*(?:[–—|/)]|-{1,2}\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex DateThenPlace();

    [GeneratedRegex(@"^[(*_\[]*" + PlacePattern + @"(?:\s*[,，–—|/-]\s*|\s*\(|\s+)" + DayPattern + @"[)*_\]]*\s*(?:[–—:" +
        @"|/]|-{1,2}\s|[.。]?\s*$|\.\s|(?<=\)\s?))", RegexOptions.IgnoreCase)]
    private static partial Regex PlaceThenDate();

    [GeneratedRegex(@"^[(*_\[]*(?:(?:published|date|posted|released|issued|updated|datum|publié|дата)" +
        @"(?:\s+on|\s+le)?\s*:?\s*)?" + DayPattern + @"[)*_\].:]*\s*(?:[–—|]|-{1,2}\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex DateOnlyLine();

    [GeneratedRegex(@"^\(?(?-i:" + Name + "(?:[ -]" + Name + @")?)(?:,\s*|\s+[–—-]\s*|\s+)" + DayPattern + @"\)?\s*[–—:.]?$", RegexOptions.IgnoreCase)]
    private static partial Regex PlaceAndDateLine();

    [GeneratedRegex(@"\p{Lu}{2,}")]
    private static partial Regex Capitals();
}
