using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseBot.Releases;

/// <summary>The few alterations a text undergoes before it is canonical.</summary>
internal static partial class CanonicalText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Ends lines in \n and drops NUL, lone surrogates and a leading byte order mark; nothing else changes.</summary>
    public static string Clean(string text)
    {
        if (!NeedsCleaning(text))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                clean.Append('\n');
                if (i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c != '\0' && !char.IsSurrogate(c) && !(c == ByteOrderMark && clean.Length == 0))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>Cleaned, trimmed, with line breaks as spaces; null when nothing is left.</summary>
    public static string? OneLine(string? text)
    {
        if (text is null)
            return null;
        var line = Trim(LineBreaks().Replace(Clean(text), " "));
        return line.Length == 0 ? null : line;
    }

    // A byte order mark behind white space would come to the front.
    private static string Trim(string line)
    {
        while (line.Trim() is var trimmed && trimmed.Trim(ByteOrderMark) is var bare && bare != line)
            line = bare;
        return line;
    }

    /// <summary>Whether anything of the text can be read: at least one letter or digit.</summary>
    public static bool HasWords(string text) => text.AsSpan().IndexOfWord() >= 0;

    private static int IndexOfWord(this ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]))
                return i;
        }

        return -1;
    }

    private static bool NeedsCleaning(string text)
    {
        if (text.StartsWith(ByteOrderMark) || text.AsSpan().IndexOfAny('\r', '\0') >= 0)
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    [GeneratedRegex(@"\s*[\n\v\f\u0085\u2028\u2029]\s*")]
    private static partial Regex LineBreaks();
}
