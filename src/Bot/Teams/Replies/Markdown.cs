using System.Text;

namespace ReleaseBot.Teams.Replies;

/// <summary>Text as Teams' markdown: what would mean something there is escaped, so that a release's words stay words.</summary>
internal static class Markdown
{
    /// <summary>One line of text, escaped.</summary>
    /// <param name="text">The text.</param>
    /// <param name="startsLine">Whether it begins a line, where more characters mean something.</param>
    public static string Escape(ReadOnlySpan<char> text, bool startsLine = true)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var start = 0;
        if (startsLine)
        {
            start = LineStart(text);
            escaped.Append(text[..start].TrimStart(' '));
        }

        for (var i = start; i < text.Length; i++)
        {
            var before = i > 0 ? text[i - 1] : ' ';
            var after = i + 1 < text.Length ? text[i + 1] : ' ';
            var opens = startsLine && i == start;
            escaped.Append(text[i] switch
            {
                '<' => "&lt;",
                '&' when char.IsAsciiLetter(after) || after == '#' => "&amp;",
                '\\' or '`' or '*' or '[' => $"\\{text[i]}",
                '_' when !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)) => "\\_",
                '~' when before == '~' || after == '~' => "\\~",
                '#' or '+' or '-' or '=' or '>' when opens => $"\\{text[i]}",
                '.' or ')' when opens && start > 0 => $"\\{text[i]}",
                '\r' or '\n' or '\t' => " ",
                _ => text[i].ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>A link; its words are escaped.</summary>
    public static string Link(string words, string url) =>
        $"[{Escape(words, false).Replace("]", "\\]", StringComparison.Ordinal)}]({url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal)})";

    /// <summary>At most <paramref name="most"/> UTF-16 units, in one line, with an ellipsis where something was cut.</summary>
    public static string Clip(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end].TrimEnd() + "…";
    }

    // Where the character stands that would make the line a heading, a list, a quotation or a rule: after spaces, or after a number.
    private static int LineStart(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyExcept(' ');
        if (first < 0)
        {
            return text.Length;
        }

        var end = first;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end > first && end < text.Length && text[end] is '.' or ')' ? end : first;
    }
}
