using System.Text.RegularExpressions;

namespace ReleaseBot.Answers.Verification;

/// <summary>Whether a sentence whose claims all stand in the passage says there what the passage says.</summary>
internal static partial class Meaning
{
    /// <summary>What is wrong; null when nothing is found.</summary>
    /// <param name="sentence">What the model wrote.</param>
    /// <param name="chosen">The sentences that hold its claims.</param>
    /// <param name="context">Everything that their releases say, as far as it is known.</param>
    /// <param name="isSpread">Whether the claims stand in several sentences, or partly in a headline.</param>
    public static string? Fault(SentenceReading sentence, IReadOnlyList<EvidenceSentence> chosen, ReleaseContext context, bool isSpread)
    {
        var quoted = chosen.Select(place => place.Reading).ToList();
        var titled = quoted.Concat(chosen.Select(place => place.Evidence.Title).OfType<SentenceReading>().Distinct()).ToList();
        var passages = chosen.Select(place => place.Evidence).Distinct().SelectMany(text => text.Readings).ToList();
        return DenialFault(sentence, titled, context.Readings)
            ?? OppositeFault(sentence, titled)
            ?? (Verbs.Find(sentence, passages) is { } verb ? $"\"{verb}\"" : null)
            ?? chosen.Select(place => TenseFault(sentence, place)).OfType<string>().FirstOrDefault()
            ?? (Modality.Find(sentence, quoted) is { } done ? $"\"{done.Text}\" is told as done" : null)
            ?? (Rates.Find(sentence, titled) is { } rate ? $"by \"{rate}\"" : null)
            ?? (Causes.Find(sentence, titled) is { } cause ? $"\"{cause}\"" : null)
            ?? Attribution.Fault(sentence, chosen, context.Texts)
            ?? context.RolesFault
            ?? (Exchanges.Find(sentence, chosen) is { } exchanged ? $"\"{exchanged.Text}\" has changed its place" : null)
            ?? (context.Replaced is { } replaced ? $"\"{replaced.Text}\" stands for another" : null)
            ?? (Binding.Find(sentence, context.Texts, chosen, isSpread) is { } bound ? $"\"{bound.Text}\" belongs to something else there" : null);
    }

    private static string? DenialFault(SentenceReading sentence, List<SentenceReading> titled, IReadOnlyList<SentenceReading> whole)
    {
        if (sentence.Polarity.Denies && !titled.Exists(reading => reading.Polarity.Hints))
        {
            return "it denies what the passage does not";
        }

        var denies = sentence.Polarity.Denied.Where(stem => titled.Exists(reading => Has(reading, stem))).ToList();
        if (denies.Count > 0 && denies.TrueForAll(stem => !titled.Exists(reading => reading.Polarity.Hints && Has(reading, stem))))
        {
            return $"it denies \"{denies[0]}\"";
        }

        if (sentence.Polarity.Hints)
        {
            return null;
        }

        var denied = whole.SelectMany(reading => reading.Polarity.Denied).Distinct();
        return denied.FirstOrDefault(stem => sentence.Polarity.Affirms(stem) && !whole.Any(reading => reading.Polarity.Affirms(stem))) is { } turned
            ? $"the passage denies \"{turned}\""
            : null;
    }

    // "ratified" and "ratification" have stems of which one begins with the other.
    private static bool Has(SentenceReading reading, string stem) => reading.Words.Tokens.Any(token => token.Stem == stem
        || (Math.Min(token.Stem.Length, stem.Length) >= 5 && (token.Stem.StartsWith(stem, StringComparison.Ordinal) || stem.StartsWith(token.Stem, StringComparison.Ordinal))));

    private static string? OppositeFault(SentenceReading sentence, List<SentenceReading> titled)
    {
        var hints = sentence.Polarity.Hints;
        return Opposites.Find(sentence.Words.Tokens, [.. titled.SelectMany(reading => reading.Words.Tokens)], token => !hints || !sentence.Polarity.IsDenied(token.Span)) is { } word ? $"\"{word}\"" : null;
    }

    // What was still to come when the release came out may not be told as done.
    private static string? TenseFault(SentenceReading sentence, EvidenceSentence place)
    {
        if (place.Evidence.Release.Date is not { } day || !Done().IsMatch(sentence.Text) || Open().IsMatch(sentence.Text) || !Ahead().IsMatch(place.Reading.Text))
        {
            return null;
        }

        return sentence.Dates.Any(date => IsAfter(date, day)) ? "it tells as done what was to come" : null;
    }

    private static bool IsAfter(DateClaim date, DateOnly day)
    {
        var year = date.Year ?? day.Year;
        return year > day.Year || (year == day.Year && (date.Month > day.Month || (date.Month == day.Month && date.Day > day.Day)));
    }

    [GeneratedRegex(@"\b(?:was|were|has been|have been|had been|has|have)\s+(?:\w+ly\s+)?\w+(?:ed|en|t|n)\b|\b(?:\w{3,}ed|began|went|came|took|became|held|met|left|gave)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Done();

    // In the sentence anything that leaves it open counts; in the passage only what says that it lies ahead.
    [GeneratedRegex(
        @"\b(?:will|would|shall|should|may|might|could|can|is to|are to|was to|were to|to be|expect\w*|plan\w*|propos\w*|intend\w*|schedul\w*|due|set (?:to|for)|aim\w*|target\w*|forecast\w*|until|by|deadline|from|for|postpon\w*|approv\w*|agreed|decided)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Open();

    [GeneratedRegex(
        @"\b(?:will|would|shall|should|is to|are to|to be|expected|planned|proposed|intends?|scheduled|due to)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ahead();
}
