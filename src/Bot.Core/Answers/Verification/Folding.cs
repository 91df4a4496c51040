using System.Globalization;
using System.Text;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Answers.Verification;

/// <summary>Makes two ways of writing the same words equal: accents, case, quotation marks, dashes, white space and invisible characters.</summary>
internal static class Folding
{
    // Letters that Unicode does not take apart into a base letter and a mark.
    private static string? Whole(int letter) => letter switch
    {
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        '’' or '‘' or '‚' or '‛' or '`' or '´' or '′' => "'",
        '“' or '”' or '„' or '‟' or '«' or '»' or '″' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        '…' => "...",
        _ => null,
    };

    /// <summary>The folded form; empty for text of marks alone.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[3];
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }

                continue;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control)
            {
                continue;
            }

            var length = BaseLetters.Write(rune, letters);
            foreach (var letter in letters[..length])
            {
                var lower = char.ToLowerInvariant(letter);
                folded.Append(Whole(lower) ?? lower.ToString());
            }
        }

        return folded.ToString().TrimEnd();
    }
}
