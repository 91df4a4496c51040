using System.Text.RegularExpressions;

namespace ReleaseBot.Releases.Facts;

/// <summary>The headline of a text that does not name one.</summary>
internal static partial class Headlines
{
    // Longer first lines are a body without a headline, not a headline.
    private const int LongestHeadline = 250;
    private const int ShortenedLength = 120;

    /// <summary>
    /// The first line that is neither a label ("Press release") nor a bare date. A text that opens with a long paragraph gets
    /// its first words as title, with an empty span, so that they stay part of the body.
    /// </summary>
    public static Headline Find(string text)
    {
        var lines = TextLines.Of(text);
        var chosen = lines[0];
        foreach (var line in lines.Take(4))
        {
            if (IsLabel(line.Of(text)) || Dateline.Fills(line.Of(text)))
                continue;
            chosen = line;
            break;
        }

        return chosen.Span.Length <= LongestHeadline
            ? new Headline(chosen.Span.Of(text), chosen.Span)
            : new Headline(Shorten(chosen.Span.Of(text)), default);
    }

    /// <summary>Whether the line only says what kind of paper this is ("For immediate release").</summary>
    public static bool IsLabel(ReadOnlySpan<char> line) => line.Length <= 60 && Label().IsMatch(line);

    private static string Shorten(string line)
    {
        var end = line.LastIndexOf(' ', ShortenedLength);
        if (end < ShortenedLength / 2)
            end = ShortenedLength;
        if (char.IsHighSurrogate(line[end - 1]))
            end--;
        return line[..end].TrimEnd() + "…";
    }

    [GeneratedRegex(
        @"^\W*(?:(?:for\s+)?immediate\s+release|(?:press|media|news)\s+(?:release|statement|advisory)|communiqué(?:\s+de\s+presse)?" +
        @"|(?:medien|presse)mitteilung|comunicato\s+stampa|nota\s+de\s+prensa|пресс-релиз)(?:\W|\s|(?:no|nr|№)\b|[0-9])*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}
