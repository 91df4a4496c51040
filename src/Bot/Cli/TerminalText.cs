using System.Globalization;
using System.Text;

namespace ReleaseBot.Cli;

/// <summary>Makes text from releases harmless for a terminal.</summary>
internal static class TerminalText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Replaces control characters (escape sequences begin with one), and the characters that reorder or hide what follows
    /// (bidirectional overrides and isolates, line and paragraph separators, tag characters are left out by their category), by U+FFFD.
    /// Tabs become spaces; line breaks stay.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (rune.Value == '\n' || !IsHarmful(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (rune.Value != '\r')
            {
                clean.Append(Replacement);
            }
        }

        return clean.ToString();
    }

    /// <summary>Cleans and puts everything on one line.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Clean(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        // Joiners and the soft hyphen are part of ordinary spelling.
        UnicodeCategory.Format => rune.Value is not (0x00AD or 0x200C or 0x200D),
        _ => false,
    };
}
