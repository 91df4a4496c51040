using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ReleaseBot.Releases.Facts;

/// <summary>Headings inside plain text: short lines without a full stop that stand before prose.</summary>
internal static partial class Headings
{
    private const int LongestHeading = 90;
    private const int ShortestProse = 60;

    /// <summary>Spans of the headings after the headline, in order.</summary>
    public static ImmutableArray<TextSpan> Find(string text, ImmutableArray<TextLine> lines, TextSpan title)
    {
        var found = ImmutableArray.CreateBuilder<TextSpan>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Span.Start >= title.End && LooksLikeOne(text, lines[i]) && StandsBeforeProse(text, lines, i)
                && !ContinuesList(text, lines, i, found.Count > 0 ? found[^1] : title))
            {
                found.Add(lines[i].Span);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether the line by itself could be a heading.</summary>
    public static bool LooksLikeOne(string text, TextLine line)
    {
        var words = line.Of(text);
        return words.Length is >= 3 and <= LongestHeading
            && words[^1] is not (',' or ';' or ':' or '-' or '–' or '—' or '/' or '|')
            && !line.EndsSentence(text)
            && words.ContainsAnyInRange('a', 'z') | ContainsLetter(words)
            && !NotHeading().IsMatch(words)
            && !Dateline.Fills(words);
    }

    private static bool ContainsLetter(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (char.IsLetter(c))
                return true;
        }

        return false;
    }

    // The next line is prose, or a second heading before prose.
    private static bool StandsBeforeProse(string text, ImmutableArray<TextLine> lines, int i)
    {
        if (i + 1 >= lines.Length)
            return false;
        if (IsProse(text, lines[i + 1], lines[i].Span.Length))
            return true;
        return i + 2 < lines.Length && LooksLikeOne(text, lines[i + 1]) && IsProse(text, lines[i + 2], lines[i + 1].Span.Length);
    }

    private static bool IsProse(string text, TextLine line, int longerThan) =>
        line.Span.Length >= ShortestProse && line.Span.Length > longerThan && (line.Span.Length > LongestHeading || line.EndsSentence(text))
        && !Bullet().IsMatch(line.Of(text));

    // A line right below another short one, or below a colon, is the last item of a list.
    private static bool ContinuesList(string text, ImmutableArray<TextLine> lines, int i, TextSpan lastHeading)
    {
        if (i == 0 || lines[i - 1].Span == lastHeading)
            return false;
        var above = lines[i - 1];
        return above.Of(text)[^1] is ':' or ';' or ',' || (!lines[i].BlankBefore && !above.EndsSentence(text));
    }

    [GeneratedRegex(@"^(?:[-–—•*·▪‣●○>+|]|[0-9]{1,3}[.)]\s|[a-z][.)]\s)|https?://|www\.|@|\s\|\s|\+[0-9]{2}", RegexOptions.IgnoreCase)]
    private static partial Regex NotHeading();

    [GeneratedRegex(@"^(?:[-–—•*·▪‣●○>+]\s|[0-9]{1,3}[.)]\s)")]
    private static partial Regex Bullet();
}
