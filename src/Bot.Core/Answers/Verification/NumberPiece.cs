using System.Text.RegularExpressions;

namespace ReleaseBot.Answers.Verification;

/// <summary>What a piece of text is to a number.</summary>
internal enum PieceKind
{
    /// <summary>Digits.</summary>
    Digits,

    /// <summary>A word.</summary>
    Word,

    /// <summary>A sign such as % or €.</summary>
    Sign,
}

/// <summary>Digits, a word or a sign.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">As written.</param>
/// <param name="Folded">In lower case.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal sealed partial record NumberPiece(PieceKind Kind, string Text, string Folded, int Start, int End)
{
    /// <summary>The pieces of <paramref name="text"/>, in order.</summary>
    public static IReadOnlyList<NumberPiece> Of(string text)
    {
        var pieces = new List<NumberPiece>();
        foreach (Match match in Form().Matches(text))
        {
            var kind = match.Groups["digits"].Success ? PieceKind.Digits : match.Groups["word"].Success ? PieceKind.Word : PieceKind.Sign;
            pieces.Add(new NumberPiece(kind, match.Value, kind == PieceKind.Sign ? match.Value : Folding.Fold(match.Value), match.Index, match.Index + match.Length));
        }

        return pieces;
    }

    // Digits inside a word ("A380") or behind its hyphen ("COVID-19") belong to a name.
    [GeneratedRegex(
        @"(?<digits>(?<![\p{L}\d]|\p{L}[-‑/]|\d[.,])(?:\d{1,3}(?<mark>[,.’'\u0020\u00A0\u202F\u2009])\d{3}(?:\k<mark>\d{3})*(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?))|(?<word>(?:US\$|A\$|C\$)|\p{L}[\p{L}\p{M}]*(?:[’']\p{L}+)?)|(?<sign>[%‰½¼¾°]|\p{Sc})",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
