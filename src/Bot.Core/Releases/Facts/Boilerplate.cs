using System.Collections.Immutable;

namespace ReleaseBot.Releases.Facts;

/// <summary>
/// What stands in a release but is not its news: contacts, "about us", notes to editors, end marks, invitations to share.
/// In doubt a line counts as news: a contact quoted in an answer is a blemish, a fact kept out of it is a loss.
/// </summary>
internal static class Boilerplate
{
    // End matter stands in the last part of a text; a longer section is news under an unlucky heading.
    private const double EarliestEndMatter = 0.4;
    private const double LargestEndMatter = 0.4;
    private const int LongestAbout = 2500;
    private const int LongestContactLine = 300;
    private const int LongestGap = 5;

    /// <summary>Spans of whole lines, ordered, disjoint, none over the headline.</summary>
    public static ImmutableArray<TextSpan> Find(string text, ImmutableArray<TextLine> lines, TextSpan title)
    {
        var marked = new bool[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Span.Overlaps(title) || marked[i])
                continue;
            var last = SectionFrom(text, lines, i, title);
            for (var j = i; j <= last; j++)
                marked[j] = true;
        }

        MarkSignature(text, lines, title, marked);
        return Spans(lines, marked, title);
    }

    // Index of the last line of the boilerplate that opens at line i; below i when none does.
    private static int SectionFrom(string text, ImmutableArray<TextLine> lines, int i, TextSpan title)
    {
        var line = lines[i].Of(text);
        if (line.Length > LongestContactLine)
            return i - 1;
        if (BoilerplateWords.IsShareLine(line) || (lines[i].Span.End <= title.Start && Headlines.IsLabel(line)))
            return i;
        if (BoilerplateWords.IsEndMark(line))
            return IsEndMatter(text, lines[i]) ? lines.Length - 1 : i;
        if (BoilerplateWords.IsNotesHeading(line))
            return IsEndMatter(text, lines[i]) ? lines.Length - 1 : i - 1;
        if (BoilerplateWords.IsAboutHeading(line))
            return About(text, lines, i);
        return BoilerplateWords.IsContactOpening(line) ? Contact(text, lines, i) : i - 1;
    }

    private static bool IsEndMatter(string text, TextLine from) =>
        from.Span.Start > EarliestEndMatter * text.Length && text.Length - from.Span.Start < LargestEndMatter * text.Length;

    // The heading and the paragraphs below it, up to the next short line.
    private static int About(string text, ImmutableArray<TextLine> lines, int i)
    {
        var last = i;
        while (last + 1 < lines.Length && lines[last + 1].EndsSentence(text))
            last++;
        var length = lines[last].Span.End - lines[i].Span.Start;
        var after = text.Length - lines[last].Span.End;
        return last > i && length <= LongestAbout && lines[i].Span.Start > EarliestEndMatter * text.Length && after < LargestEndMatter * text.Length
            ? last
            : i - 1;
    }

    // From the opening to the last address or number within reach; names and functions stand between.
    private static int Contact(string text, ImmutableArray<TextLine> lines, int i)
    {
        var last = BoilerplateWords.HasAddress(lines[i].Of(text)) ? i : i - 1;
        for (int j = i + 1, gap = 0; j < lines.Length && gap <= LongestGap; j++, gap++)
        {
            var line = lines[j].Of(text);
            var hasAddress = BoilerplateWords.HasAddress(line);
            if (line.Length > LongestContactLine || (!hasAddress && (line.Length > 120 || (line.Length > 60 && lines[j].EndsSentence(text)))))
                break;
            if (hasAddress)
                (last, gap) = (j, 0);
        }

        if (last >= i || !BoilerplateWords.IsPressContact(lines[i].Of(text)))
            return last;
        last = i;
        while (last + 1 < lines.Length && !lines[last + 1].BlankBefore && lines[last + 1].Span.Length <= 90 && !lines[last + 1].EndsSentence(text))
            last++;
        return last;
    }

    // "Name / Function / Email: … / Phone: …" at the very end, without a heading.
    private static void MarkSignature(string text, ImmutableArray<TextLine> lines, TextSpan title, bool[] marked)
    {
        var end = lines.Length - 1;
        while (end >= 0 && marked[end])
            end--;
        var first = end + 1;
        var addresses = 0;
        while (first > 0 && BoilerplateWords.IsAddressLine(lines[first - 1].Of(text)) && !lines[first - 1].Span.Overlaps(title))
        {
            first--;
            addresses++;
        }

        if (addresses < 2)
            return;
        for (var names = 0; names < 4 && first > 0 && !lines[first].BlankBefore; names++)
        {
            var above = lines[first - 1];
            if (above.Span.Length > 90 || above.EndsSentence(text) || above.Span.Overlaps(title) || marked[first - 1])
                break;
            first--;
        }

        for (var i = first; i <= end; i++)
            marked[i] = true;
    }

    private static ImmutableArray<TextSpan> Spans(ImmutableArray<TextLine> lines, bool[] marked, TextSpan title)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!marked[i] || lines[i].Span.Overlaps(title))
                continue;
            if (i > 0 && marked[i - 1] && spans.Count > 0 && spans[^1].End == lines[i - 1].Span.End)
                spans[^1] = spans[^1] with { End = lines[i].Span.End };
            else
                spans.Add(lines[i].Span);
        }

        return spans.ToImmutable();
    }
}
