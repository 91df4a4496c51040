using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseBot.Releases;

namespace ReleaseBot.PressRoom;

/// <summary>What a block of a release's page is.</summary>
public enum BlockKind
{
    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>A heading inside the body.</summary>
    Heading,

    /// <summary>Media contacts and the like.</summary>
    Aside,
}

/// <summary>Text that is marked as a whole or not at all.</summary>
public sealed record Piece(string Text, bool IsMarked);

/// <summary>A heading or a paragraph.</summary>
public sealed record Block(BlockKind Kind, ImmutableArray<Piece> Pieces);

/// <summary>A release's canonical text as headline and blocks, with the words that were asked for marked.</summary>
/// <param name="Headline">The headline.</param>
/// <param name="Blocks">The rest.</param>
public sealed partial record ReleaseLayout(ImmutableArray<Piece> Headline, ImmutableArray<Block> Blocks)
{
    private const int LongestLead = 190;

    // Shorter paragraphs are datelines.
    private const int ShortestLead = 60;

    /// <summary>Lays <paramref name="release"/> out.</summary>
    public static ReleaseLayout Of(Release release, TextSpan? mark) => new(
        release.TitleSpan.Length > 0 ? Pieces(release.Text, release.TitleSpan, mark) : [new Piece(release.Title, false)],
        [.. Spans(release).Select(span => new Block(KindOf(release, span), Pieces(release.Text, span, mark)))]);

    /// <summary>The beginning of the body, without its dateline.</summary>
    public static string Lead(Release release)
    {
        var first = Spans(release).FirstOrDefault(span => span.Length >= ShortestLead && KindOf(release, span) == BlockKind.Paragraph);
        var dateline = release.Boilerplate.FirstOrDefault(span => first.Length > 0 && span.Start == first.Start);
        var text = Blank().Replace(release.Text[Math.Max(first.Start, dateline.End)..first.End], " ").TrimStart(' ', '–', '—', '-', '.', ',', ':');
        if (text.Length <= LongestLead)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', LongestLead);
        return text[..(end > 0 ? end : LongestLead)].TrimEnd(' ', ',', ';', ':', '.', '–', '—') + "…";
    }

    // Blocks are apart by empty lines.
    private static IEnumerable<TextSpan> Spans(Release release)
    {
        var at = release.TitleSpan.End;
        foreach (Match gap in Gap().Matches(release.Text, at))
        {
            if (gap.Index > at)
            {
                yield return new TextSpan(at, gap.Index);
            }

            at = gap.Index + gap.Length;
        }
    }

    private static BlockKind KindOf(Release release, TextSpan span) =>
        release.Headings.Any(heading => heading.Contains(span)) ? BlockKind.Heading
        : release.Boilerplate.Any(boilerplate => boilerplate.Contains(span)) ? BlockKind.Aside
        : BlockKind.Paragraph;

    private static ImmutableArray<Piece> Pieces(string text, TextSpan span, TextSpan? mark)
    {
        if (mark is not { } marked || !marked.Overlaps(span))
        {
            return [new Piece(span.Of(text), false)];
        }

        var start = Math.Max(span.Start, marked.Start);
        var end = Math.Min(span.End, marked.End);
        Piece[] pieces = [new(text[span.Start..start], false), new(text[start..end], true), new(text[end..span.End], false)];
        return [.. pieces.Where(piece => piece.Text.Length > 0)];
    }

    [GeneratedRegex(@"\n\s*\n|^\s+|\s*$")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
