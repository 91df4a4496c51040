using System.Text.RegularExpressions;

namespace ReleaseBot.Answers.Verification;

/// <summary>Whether a sentence gives a cause where the passage gives none: two facts set beside each other are no cause and effect.</summary>
internal static partial class Causes
{
    /// <summary>The words that give the cause; null when there is none, or the passage gives one too.</summary>
    public static string? Find(SentenceReading sentence, IReadOnlyList<SentenceReading> passage) =>
        Claimed().Match(sentence.Text) is { Success: true } cause && !passage.Any(reading => Given().IsMatch(reading.Text)) ? cause.Value : null;

    [GeneratedRegex(@"\b(?:because|due to|owing to|as a (?:result|consequence) of|on account of|thanks to|caused by)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Claimed();

    [GeneratedRegex(
        @"\b(?:because|due to|owing|result\w*|consequen\w*|account\w*|thanks|caus\w+|therefore|thus|hence|so that|reason\w*|led to|leads? to|in view of|in the wake|in response|trigger\w*|attribut\w+|refus\w+|arose|which is why)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Given();
}
