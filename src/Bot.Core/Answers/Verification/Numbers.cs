using System.Globalization;
using System.Text.RegularExpressions;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>Finds numbers in digits and words with what they count. A reading that could be meant two ways gives two claims over one span.</summary>
internal static partial class Numbers
{
    /// <summary>The numbers of <paramref name="text"/>; dates should be made blank before.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isEnglish">Whether a point is decimal and a comma groups; else the point may group and the comma be decimal.</param>
    public static IReadOnlyList<NumberClaim> Find(string text, bool isEnglish)
    {
        var found = new List<NumberClaim>();
        foreach (Match clock in Clock().Matches(text))
        {
            found.Add(new NumberClaim(new TextSpan(clock.Index, clock.Index + clock.Length), clock.Value.Trim(), MinuteOfDay(clock), "clock", Bound.None));
        }

        var rest = Quotations.Blank(text, found.Select(clock => (clock.Span.Start, clock.Span.Length)));
        var pieces = NumberPiece.Of(rest);
        for (var at = 0; at < pieces.Count;)
        {
            var reading = new NumberReading(rest, pieces, at, isEnglish);
            foreach (var value in reading.Values)
            {
                found.Add(new NumberClaim(reading.Span, reading.Span.Of(text), value, reading.Unit, BoundOf(text, reading.Span, reading.Unit)));
            }

            at = reading.Next;
        }

        return Lend(text, found);
    }

    // "EUR 200 to 300 million", "from 12 to 15 per cent": what comes first may have the unit and scale of what follows.
    private static List<NumberClaim> Lend(string text, List<NumberClaim> found)
    {
        var lent = new List<NumberClaim>();
        foreach (var first in found.Where(number => number.Unit is null || NumberWords.Currencies.Values.Contains(number.Unit)))
        {
            foreach (var second in found.Where(other => other.Span.Start > first.Span.End && other.Span.Start - first.Span.End <= 12 && other.Unit is not ("clock" or "ordinal")))
            {
                if (Joint().IsMatch(text[first.Span.End..second.Span.Start]))
                {
                    var scale = NumberWords.Scales.FirstOrDefault(pair => second.Text.Contains(pair.Key, StringComparison.OrdinalIgnoreCase) && pair.Value >= 1000).Value;
                    lent.Add(first with { Unit = first.Unit ?? second.Unit });
                    lent.AddRange(scale > 1 ? [first with { Unit = first.Unit ?? second.Unit, Value = first.Value * scale }] : []);
                    lent.AddRange(first.Unit is { } currency && second.Unit is null ? [second with { Unit = currency }] : []);
                }
            }
        }

        return [.. found, .. lent];
    }

    private static Bound BoundOf(string text, TextSpan span, string? unit)
    {
        var before = text[..span.Start];
        var after = text[span.End..];
        if (AtMostBefore().IsMatch(before) || AtMostAfter().IsMatch(after))
        {
            return Bound.AtMost;
        }

        // "prevailed over five bidders" counts them and bounds nothing.
        var over = Won().IsMatch(before) || Over().IsMatch(before) && unit is not null && NumberWords.Times.Contains(unit);
        return !over && (AtLeastBefore().IsMatch(before) || AtLeastAfter().IsMatch(after)) ? Bound.AtLeast : Bound.None;
    }

    private static decimal MinuteOfDay(Match clock)
    {
        var hour = int.Parse(clock.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = clock.Groups["minute"] is { Success: true } said ? int.Parse(said.Value, CultureInfo.InvariantCulture) : 0;
        var half = Folding.Fold(clock.Groups["half"].Value);
        hour = half.StartsWith('p') && hour < 12 ? hour + 12 : half.StartsWith('a') && hour == 12 ? 0 : hour;
        return (hour * 60) + minute;
    }

    /// <summary>4.40 a.m., 15:30, 6 p.m.</summary>
    [GeneratedRegex(
        @"(?<![\d.,:])(?<hour>[012]?\d)(?:(?:[.:](?<minute>[0-5]\d))?\s?(?<half>[ap]\.?\s?m\b\.?)|:(?<minute>[0-5]\d)(?![\d:]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    private const string Money = @"(?:\p{Sc}|[A-Z]{2,3}\$?)?\s?";

    [GeneratedRegex($@"\b(?:(?<!\b(?:no|not) )(?:more|longer|larger|bigger|older|heavier|higher|taller|deeper|later) than|over|above|exceed(?:s|ed|ing)?|in excess of|at least|(?:no|not) (?:less|fewer|shorter|smaller|younger|lighter|lower|earlier) than|upwards of|a minimum of|greater than|surpass(?:es|ed|ing)?|beyond)\s+{Money}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex AtLeastBefore();

    [GeneratedRegex(@"^\s*(?:or|and) (?:more|over|above)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtLeastAfter();

    [GeneratedRegex($@"\b(?:(?<!\b(?:no|not) )(?:less|fewer|shorter|smaller|younger|lighter|lower|earlier) than|under|below|at most|up to|(?:no|not) (?:more|longer|larger|bigger|older|heavier|higher|taller|deeper|later) than|a maximum of|smaller than)\s+{Money}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtMostBefore();

    [GeneratedRegex(@"^\s*(?:or|and) (?:less|fewer|under|below)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtMostAfter();

    [GeneratedRegex(@"\bover\s+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Over();

    [GeneratedRegex(@"\b(?:prevail\w*|won|wins?|victory|victorious|preside[sd]?|triumph\w*)\s+over\s+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Won();

    [GeneratedRegex(@"^\s*(?:to|and|or|-|–|—|through|until|bis)\s*(?:\p{Sc}|[A-Z]{3})?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();
}
