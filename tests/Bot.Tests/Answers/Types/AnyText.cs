using CsCheck;

namespace ReleaseBot.Answers.Types;

/// <summary>Texts of any kind, and texts of the pieces that the rules for answers look at, in any order.</summary>
internal static class AnyText
{
    private static readonly Gen<string> s_pieces = Gen.OneOf<string>(
        " ", " ", " ", " ", "\u00A0", "\n", ".", ", ", ",", "; ", ":", "-", "–", "'", "’", "(", ")", "(2)", "&", "%", " %", "°C", "$", "€", "CHF ", "“", "”", "\"", "«", "»", "„",
        "1", "12", "999", "1,000", "92’755", "2024", "14.5", "3rd ", "million", " million ", "Mio. ", "bn", "two", "twenty-five", " per cent", "percentage points",
        "May", "may ", "25 January 2024", "März", "spring of ", "2024-01-25", "25.01.2024", " and ", " or ", " und ", " et ", "of", " of the ", "d’", " de ", "von ",
        "The ", "A", "In ", "On Monday", "Andrei Lukin", "Ministry", "Zürich", "e\u0301", "E\u0301", "\u202E", "\u200D", "😀", "👩‍🔬", "議会", "Пресса", "because ", "to ensure ", "weil ",
        "who ", "what ", "how many ", "which two ", "when");

    public static Gen<string> Pieces { get; } = s_pieces.Array[0, 60].Select(string.Concat);

    public static Gen<string> Any { get; } = Gen.OneOf(Gen.String[Gen.Char, 0, 200], Pieces);

    /// <summary>Whether a cut at <paramref name="at"/> would tear a surrogate pair apart.</summary>
    public static bool TearsPair(string text, int at) => at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
