using System.Text.RegularExpressions;

namespace ReleaseBot.Answers.Verification;

/// <summary>What a figure is reckoned by: "a month", "weekly", "per vehicle". The passage must reckon by the same.</summary>
internal static partial class Rates
{
    private static readonly (string Unit, string[] Words)[] _times =
    [
        ("hour", ["hour", "hours", "hourly"]),
        ("day", ["day", "days", "daily"]),
        ("week", ["week", "weeks", "weekly"]),
        ("month", ["month", "months", "monthly"]),
        ("quarter", ["quarter", "quarters", "quarterly"]),
        ("year", ["year", "years", "yearly", "annual", "annually", "annum", "p.a", "pa"]),
    ];

    /// <summary>What the sentence reckons by and the passage does not; null when there is nothing.</summary>
    public static string? Find(SentenceReading sentence, IReadOnlyList<SentenceReading> passage)
    {
        var words = passage.SelectMany(reading => reading.Words.Tokens).Select(token => token.Folded).ToHashSet(StringComparer.Ordinal);
        return Rate().Matches(sentence.Text).Select(match => match.Groups["unit"].Value.ToLowerInvariant()).FirstOrDefault(unit => !Forms(unit).Any(words.Contains));
    }

    private static IEnumerable<string> Forms(string unit) =>
        Array.Find(_times, time => time.Words.Contains(unit)).Words ?? [unit, unit + "s", unit.EndsWith('y') ? unit[..^1] + "ies" : unit + "es", unit == "person" ? "people" : unit, unit == "capita" ? "inhabitant" : unit];

    [GeneratedRegex(@"\bper (?!cent\b)(?<unit>[a-z]{3,})\b|\b(?:a|each|every) (?<unit>hour|day|week|month|year)\b(?=$|[^\w-])(?<!half a year)|\b(?<unit>hourly|daily|weekly|monthly|quarterly|yearly|annual|annually)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rate();
}
