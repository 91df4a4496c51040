using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Types;

/// <summary>Finds the words of a text that are of the sort asked for: dates, sums, names and so on.</summary>
public static partial class AnswerCandidates
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Months =
        "(?i:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|" +
        "januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)";

    // Repetitions are bounded or atomic here and below, so that no text takes time that grows with its square.
    private const string Digits = @"(?>\d{1,3}([ ’'`,.]\d{3}){1,6}(?!\d)([.,]\d+)?|\d+([.,]\d+)?)";

    private const string NumberWords =
        "(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|" +
        "sixty|seventy|eighty|ninety|hundred|thousand|dozen|half|once|twice|one)";

    private const string Scale = @"(?i:[ -]?(million|millions|billion|billions|bn|mn|m|trillion|thousand|hundred|mio\.?|mrd\.?|millionen|milliarden|milliards))?(?!\w)";

    /// <summary>
    /// Spans of <paramref name="text"/> of the sort <paramref name="kind"/>, in order. Empty where there is none, and for
    /// sorts that no shape of words gives away.
    /// </summary>
    public static ImmutableArray<TextSpan> Find(string text, AnswerKind kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        return kind switch
        {
            AnswerKind.Date => Matches(DateForms(), text),
            AnswerKind.Count => Matches(NumberForms(), text).RemoveAll(span => LooksLikeYear(text, span) || FollowedByUnit().IsMatch(text, span.End)),
            AnswerKind.Percent => Matches(PercentForms(), text),
            AnswerKind.Amount => Amounts(text),
            AnswerKind.Name => Names.Find(text),
            AnswerKind.Place => Names.Find(text),
            AnswerKind.Reason => Matches(ReasonForms(), text),
            AnswerKind.Quote => Matches(QuoteForms(), text),
            AnswerKind.List => Matches(ListForms(), text),
            _ => [],
        };
    }

    private static ImmutableArray<TextSpan> Amounts(string text)
    {
        var found = Matches(MoneyForms(), text).AddRange(Matches(PercentForms(), text)).AddRange(Matches(QuantityForms(), text));
        var outermost = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var span in found.OrderBy(span => span.Start).ThenByDescending(span => span.End))
        {
            if (outermost.Count == 0 || span.End > outermost[^1].End)
            {
                outermost.Add(span);
            }
        }

        return outermost.ToImmutable();
    }

    private static ImmutableArray<TextSpan> Matches(Regex pattern, string text)
    {
        var found = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var match in pattern.EnumerateMatches(text))
        {
            found.Add(new TextSpan(match.Index, match.Index + match.Length));
        }

        return found.ToImmutable();
    }

    private static bool LooksLikeYear(string text, TextSpan span) =>
        span.Length == 4 && int.TryParse(text.AsSpan(span.Start, 4), out var number) && number is > 1800 and < 2100;

    [GeneratedRegex(
        @"\b((end|beginning|start|middle|early|late|mid|spring|summer|autumn|winter|first|second|third|fourth)[ -](of |half of |quarter of |semester |term )?)?(" +
        @"\d{1,2}(st|nd|rd|th|\.|er)?( of)? " + Months + @"\b\.?,?( \d{4})?|" + Months + @"\.? \d{1,2}(st|nd|rd|th)?\b(,? \d{4})?|" + Months + @" \d{4}|\d{1,2}\.\d{1,2}\.\d{2,4}|" +
        @"(19|20)\d\d-\d\d-\d\d|(the )?(autumn|spring|summer|winter)( semester)?( of)? (19|20)\d\d|(19|20)\d\d(?![’'.,]\d)|(?!(may|march)\b)" + Months + @")\b", Options)]
    private static partial Regex DateForms();

    [GeneratedRegex(@"(?<![\w.’'])(" + Digits + ")" + Scale + @"|\b" + NumberWords + @"(-" + NumberWords + @")?" + Scale, Options)]
    private static partial Regex NumberForms();

    [GeneratedRegex(@"\G ?(%|percent|per cent|(?i:chf|eur|usd|francs|euros|dollars)\b)", Options)]
    private static partial Regex FollowedByUnit();

    [GeneratedRegex(@"(?<![\w.])([-–−+]|minus )?(\d+([.,]\d+)?|" + NumberWords + @") ?(%|percent|per cent|Prozent|pour cent|percentage points?)(?!\w)", Options)]
    private static partial Regex PercentForms();

    [GeneratedRegex(
        @"\b(CHF|EUR|USD|GBP|JPY|US\$|Fr\.)[  ]?(" + Digits + ")" + Scale + @"|[€$£]\s?(" + Digits + ")" + Scale + @"|(?<![\w.])(" + Digits + ")" + Scale + @"[  ]?[€$£](?!\w)" +
        @"|(?<![\w.])(" + Digits + "|" + NumberWords + ")" + Scale + @"[  ](?i:(swiss |us |american |d[’'])?(francs|franken|euros?|dollars|pounds|yen|hryvnia|roubles|kronor|rupees|CHF|EUR|USD|GBP))\b", Options)]
    private static partial Regex MoneyForms();

    [GeneratedRegex(@"(?<![\w.’'])(" + Digits + "|" + NumberWords + ")" + Scale + @"[  -][\p{L}°][\p{L}²³/]*( (Celsius|Fahrenheit|per \w+|an hour|a day|a year))?", Options)]
    private static partial Regex QuantityForms();

    [GeneratedRegex(@"(?i:\b(because|since|as|due to|owing to|thanks to|in order to|so that|in memory of|in response to|given that|on the grounds|to (ensure|enable|allow|prevent|protect|avoid|help|reduce|increase|improve|make|keep|let)|aims? (to|at)|the (main )?reasons?|therefore|for this reason|weil|um|afin de|parce que|grâce à|en raison de)\b)[^.;]*", Options)]
    private static partial Regex ReasonForms();

    [GeneratedRegex(@"[“""«„][^”""»“]{8,800}[”""»“]", Options)]
    private static partial Regex QuoteForms();

    [GeneratedRegex(
        @"((?<![\p{L}\d])[\p{L}\d]|\))[^,;.:()]{2,80}([,;] [^,;.:]{2,80}){1,12},? (and|or|et|und) [^,;.:]{2,80}(?!\p{Cs})|" +
        @"(?<![\p{L}\d&-])[\p{L}\d&-]{1,40}( [\p{L}\d&-]{1,40}){0,5} and [\p{L}\d&-]{1,40}( [\p{L}\d&-]{1,40}){0,5}", Options)]
    private static partial Regex ListForms();
}
