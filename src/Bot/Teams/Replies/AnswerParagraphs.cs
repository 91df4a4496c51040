using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ReleaseBot.Answers;

namespace ReleaseBot.Teams.Replies;

/// <summary>
/// An answer's text as paragraphs of Teams' markdown. Quotations are shown word for word; a written answer may have lists, headings
/// and tables, of which Teams shows only the first everywhere, so the others become bold lines and items.
/// </summary>
internal static partial class AnswerParagraphs
{
    private const int LongestLine = 4000;

    /// <summary>The paragraphs of a whole answer.</summary>
    public static IReadOnlyList<Paragraph> Of(Answer answer)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        return answer.Mode == AnswerMode.Generative
            ? [.. Lines(answer.Text).Select(line => Written(line, numbers.Contains)).OfType<Paragraph>()]
            : [.. Lines(answer.Text).Select(line => Quoted(line, answer, numbers))];
    }

    /// <summary>
    /// The paragraphs of a written answer's beginning, up to where more text cannot change them: what is shown once stays as it is.
    /// </summary>
    public static IReadOnlyList<Paragraph> OfBeginning(string text)
    {
        var lineStart = text.LastIndexOf('\n') + 1;
        // A line that may become a heading, a row or an item is shown when it is whole.
        var stable = text.AsSpan(lineStart).TrimStart() is ['#' or '|' or '-' or '*' or '+' or '_' or '!' or (>= '0' and <= '9'), ..]
            ? lineStart
            : lineStart + StableLength(text.AsSpan(lineStart));
        return [.. Lines(text[..stable].TrimEnd()).Select(each => Written(each, _ => true)).OfType<Paragraph>()];
    }

    // Up to the last space, so that no word or marker is cut, and to the first asterisks that may yet open or close bold words.
    private static int StableLength(ReadOnlySpan<char> line)
    {
        var end = Math.Max(0, line.LastIndexOf(' '));
        var done = 0;
        foreach (var bold in Bold().EnumerateMatches(line))
        {
            if (bold.Index + bold.Length > end || line[done..bold.Index].Contains("**", StringComparison.Ordinal))
            {
                break;
            }

            done = bold.Index + bold.Length;
        }

        var open = line[done..end].IndexOf("**", StringComparison.Ordinal);
        return open < 0 ? end : done + open;
    }

    private static IEnumerable<string> Lines(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(Pieces);

    private static IEnumerable<string> Pieces(string line)
    {
        while (line.Length > LongestLine)
        {
            var space = line.LastIndexOf(' ', LongestLine, LongestLine / 2);
            var end = space > 0 ? space : char.IsHighSurrogate(line[LongestLine - 1]) ? LongestLine - 1 : LongestLine;
            yield return line[..end];
            line = line[end..].TrimStart();
        }

        yield return line;
    }

    // A marker in the release's own words is none of ours; ours stand outside the quotation.
    private static Paragraph Quoted(string line, Answer answer, HashSet<int> numbers)
    {
        var quotes = answer.Citations
            .SelectMany(citation => Lines(citation.Quote))
            .Select(quote => (Start: line.IndexOf(quote, StringComparison.Ordinal), quote.Length))
            .Where(quote => quote.Start >= 0)
            .ToArray();
        var markers = MarkersIn(line, numbers.Contains)
            .Where(marker => !quotes.Any(quote => marker.Start >= quote.Start && marker.Start < quote.Start + quote.Length));
        var answers = answer.Spans
            .Select(span => new Mark(line.IndexOf(span, StringComparison.Ordinal), span.Length, 0))
            .Where(mark => mark.Start >= 0 && StandsAlone(line, mark));
        return new Paragraph(Segments(line, [.. markers, .. answers], startsLine: true), IsItem: false);
    }

    private static Paragraph? Written(string line, Func<int, bool> isMarker)
    {
        if (Rule().IsMatch(line))
        {
            return null;
        }

        if (Heading().Match(line) is { Success: true } heading)
        {
            var words = heading.Groups[1].Value.Replace("**", "", StringComparison.Ordinal);
            var bold = new Segment("**", 0);
            return new Paragraph([bold, .. Segments(words, MarkersIn(words, isMarker), startsLine: false), bold], IsItem: false);
        }

        var (lead, rest) = Item().Match(line) is { Success: true } item ? (item.Groups[1].Value is ['*' or '+', ..] ? "- " : item.Groups[1].Value, item.Groups[2].Value)
            : line is ['|', ..] ? ("- ", string.Join(" – ", line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            : ("", line);
        var emphasised = Bold().Matches(rest).Select(match => new Mark(match.Index, match.Length, 0));
        var segments = Segments(rest, [.. MarkersIn(rest, isMarker), .. emphasised], startsLine: lead.Length == 0);
        return new Paragraph(lead.Length == 0 ? segments : segments.Insert(0, new Segment(lead, 0)), lead.Length > 0);
    }

    private static ImmutableArray<Segment> Segments(string line, IEnumerable<Mark> marks, bool startsLine)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var done = 0;
        foreach (var mark in marks.OrderBy(mark => mark.Start).ThenByDescending(mark => mark.Length).Where(mark => mark.Length > 0))
        {
            if (mark.Start < done)
            {
                continue;
            }

            Add(line.AsSpan(done, mark.Start - done));
            var marked = line.AsSpan(mark.Start, mark.Length);
            segments.Add(mark.Citation > 0
                ? new Segment("", mark.Citation)
                : new Segment($"**{Markdown.Escape(marked.Trim('*'), false)}**", 0));
            done = mark.Start + mark.Length;
        }

        Add(line.AsSpan(done));
        return segments.ToImmutable();

        void Add(ReadOnlySpan<char> text)
        {
            if (!text.IsEmpty)
            {
                segments.Add(new Segment(Markdown.Escape(text, startsLine && done == 0), 0));
            }
        }
    }

    private static IEnumerable<Mark> MarkersIn(string line, Func<int, bool> isMarker) => MarkerPattern().Matches(line)
        .Select(match => new Mark(match.Index, match.Length, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)))
        .Where(mark => mark.Citation > 0 && isMarker(mark.Citation));

    // Asterisks inside or beside a word would not be read as bold.
    private static bool StandsAlone(string line, Mark mark)
    {
        var (first, last) = (line[mark.Start], line[mark.Start + mark.Length - 1]);
        var (before, after) = (mark.Start > 0 ? line[mark.Start - 1] : ' ', mark.Start + mark.Length < line.Length ? line[mark.Start + mark.Length] : ' ');
        return char.IsLetterOrDigit(first) && char.IsLetterOrDigit(last) && !char.IsLetterOrDigit(before) && !char.IsLetterOrDigit(after);
    }

    private readonly record struct Mark(int Start, int Length, int Citation);

    [GeneratedRegex(@"\[(\d{1,3})\]")]
    private static partial Regex MarkerPattern();

    [GeneratedRegex(@"^\s*(?:[-*_]\s*){3,}$|^\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^#{1,6}\s+(.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^([-*+]\s+|\d{1,3}[.)]\s+)(.+)$")]
    private static partial Regex Item();

    [GeneratedRegex(@"\*\*[^*]+\*\*")]
    private static partial Regex Bold();
}
