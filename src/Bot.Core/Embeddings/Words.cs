using System.Globalization;
using System.Text;
using ReleaseBot.Releases;

namespace ReleaseBot.Embeddings;

/// <summary>Words as Rust's standard library sees them, since Qdrant is written in it.</summary>
internal static class Words
{
    /// <summary>
    /// Marks and symbols with Unicode's property Alphabetic, as inclusive ranges (Unicode 14; letters and numbers inside the ranges
    /// do not matter). .NET knows the categories only.
    /// </summary>
    private const string AlphabeticMarks = """
        345-345 5B0-5BD 5BF-5BF 5C1-5C2 5C4-5C5 5C7-5C7 610-61A 64B-657 659-65F 670-670 6D6-6DC 6E1-6E8 6ED-6ED 711-73F 7A6-7B0 816-817
        81B-82C 8D4-8DF 8E3-8E9 8F0-93B 93E-94C 94E-94F 955-963 981-983 9BE-9CC 9D7-9E3 A01-A03 A3E-A4C A51-A75 A81-A83 ABE-ACC AE2-AE3
        AFA-AFC B01-B03 B3E-B4C B56-B63 B82-BCC BD7-BD7 C00-C03 C3E-C4C C55-C63 C81-C83 CBE-CCC CD5-D03 D3E-D4C D57-D63 D81-D83 DCF-DF3
        E31-E3A E4D-E4D EB1-EB9 EBB-EBC ECD-ECD F71-F81 F8D-FBC 102B-1036 1038-1038 103B-103E 1056-109D 1712-1713 1732-1733 1752-1773
        17B6-17C8 1885-1938 1A17-1A1B 1A55-1A5E 1A61-1A74 1ABF-1AC0 1ACC-1B04 1B35-1B43 1B80-1BA9 1BAC-1BAD 1BE7-1BF1 1C24-1C36 1DE7-1DF4
        24B6-24E9 2DE0-2DFF A674-A67B A69E-A69F A802-A802 A80B-A827 A880-A8C3 A8C5-A8C5 A8FF-A92A A947-A952 A980-A983 A9B4-A9BF A9E5-AA4D
        AA7B-AABE AAEB-AAEF AAF5-AAF5 ABE3-ABEA FB1E-FB1E 10376-1037A 10A01-10A0F 10D24-10EAC 11000-11045 11073-11074 11082-110B8
        110C2-110C2 11100-11132 11145-11146 11180-111BF 111CE-111CF 1122C-11234 11237-11237 1123E-1123E 112DF-112E8 11300-11303
        1133E-1134C 11357-11363 11435-11441 11443-11445 114B0-114C1 115AF-115BE 115DC-1163E 11640-11640 116AB-116B5 1171D-1172A
        1182C-11838 11930-1193C 11940-11942 119D1-119DF 119E4-11A0A 11A35-11A3E 11A51-11A97 11C2F-11C3E 11C92-11D41 11D43-11D43
        11D47-11D96 11EF3-11EF6 16F4F-16F92 16FF0-16FF1 1BC9E-1BC9E 1E000-1E02A 1E947-1E947 1F130-1F149 1F150-1F169 1F170-1F189
        """;

    private static readonly (int First, int Last)[] MarkRanges = [.. AlphabeticMarks
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(range => range.Split('-'))
        .Select(ends => (Convert.ToInt32(ends[0], 16), Convert.ToInt32(ends[1], 16)))];

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

    /// <summary>As Rust's <c>char::is_alphanumeric</c>: numbers include ², ½ and Ⅳ, letters the vowel signs of many scripts and Ⓐ.</summary>
    private static bool IsAlphanumeric(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber => true,
        <= UnicodeCategory.EnclosingMark or UnicodeCategory.OtherSymbol => IsAlphabeticMark(rune.Value),
        _ => false,
    };

    private static bool IsAlphabeticMark(int codePoint)
    {
        var (low, high) = (0, MarkRanges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < MarkRanges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > MarkRanges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
