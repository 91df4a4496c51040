using System.Globalization;
using System.Text;
using ReleaseBot.Releases;

namespace ReleaseBot.Embeddings;

/// <summary>Words as Rust's standard library sees them, since Qdrant is written in it.</summary>
internal static class Words
{
    /// <summary>The runs of alphanumeric characters, in order.</summary>
    public static IEnumerable<TextSpan> In(string text)
    {
        var start = -1;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsAlphanumeric(rune))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                yield return new TextSpan(start, at);
                start = -1;
            }

            at += rune.Utf16SequenceLength;
        }

        if (start >= 0)
        {
            yield return new TextSpan(start, text.Length);
        }
    }

    /// <summary>As Rust's <c>str::to_lowercase</c>: a sigma that ends a word becomes ς, İ keeps its dot as a combining mark.</summary>
    public static string ToLower(ReadOnlySpan<char> word)
    {
        var lower = new string(word).ToLowerInvariant();
        if (word.Length > 1 && word[^1] == 'Σ')
        {
            lower = string.Concat(lower.AsSpan(0, lower.Length - 1), "ς");
        }

        return lower.Contains('İ', StringComparison.Ordinal) ? lower.Replace("İ", "i\u0307", StringComparison.Ordinal) : lower;
    }

    /// <summary>As Rust's <c>char::is_alphanumeric</c>: numbers include ², ½ and Ⅳ, letters the circled ones.</summary>
    private static bool IsAlphanumeric(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber => true,
        UnicodeCategory.OtherSymbol => rune.Value is >= 0x24B6 and <= 0x24E9,
        _ => false,
    };
}
