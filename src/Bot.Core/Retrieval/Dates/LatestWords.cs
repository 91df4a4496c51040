using System.Text.RegularExpressions;

namespace ReleaseBot.Retrieval;

/// <summary>The words that ask for the newest state of things.</summary>
internal static partial class LatestWords
{
    /// <summary>Each as it stands in the question, in order; empty when the question does not ask for the newest.</summary>
    public static IEnumerable<string> In(string question) => Pattern().Matches(question).Select(match => match.Value);

    // "at the latest" is a deadline, "now and then" a frequency, "current account" a term, "so far-reaching" a degree,
    // "the newest part of the building" a thing and not news
    [GeneratedRegex(
        """
        (?<!\bat\ the\ (?:very\ )?)\blatest\b
        | \bmost\ recent(?:ly)?\b | \bnewest\b(?=\s+(?:figure|number|datum|data|statistic|result|forecast|estimate|total|news|release|report|announcement|update))
        | \brecently\b
        | \bcurrently\b | \bpresently\b | \bnowadays\b | (?<!alternating\ |direct\ |electric\ |ocean\ )\bcurrent\b(?=\s+\p{L})(?!\s+accounts?\b)
        | (?<!\b(?:by|until|till|from|up\ to)\ )\b(?:right\ )?now\b(?!\s+(?:and|that|famous)\b)
        | \bat\ the\ (?:present\ )?moment\b | \bat\ (?:present|this\ time)\b | \bas\ (?:things|matters)\ (?:now\ )?stand\b | \bas\ it\ stands\b
        | \bthese\ days\b | \bso\ far\b(?![-\s]reaching) | \bup\ to\ now\b | \bto\ date\b | \bas\ of\ (?:today|now)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}
