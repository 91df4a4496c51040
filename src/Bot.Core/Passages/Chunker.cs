using System.Collections.Immutable;
using System.Globalization;
using ReleaseBot.Releases;

namespace ReleaseBot.Passages;

/// <summary>Cuts a release into overlapping windows of sentences. Pure: the same release gives the same passages.</summary>
public static class Chunker
{
    /// <summary>Changes whenever the windows would; part of every passage id and of the index's schema.</summary>
    public const string Version = "window-5";

    private const int LongestDateline = 45;

    /// <summary>The passages of <paramref name="release"/>, in order; none covers boilerplate, the headline or a heading in its middle.</summary>
    public static ImmutableArray<Passage> Split(Release release) => Split(release, WindowShape.Default);

    /// <summary>The same with windows of another length, to measure what length does.</summary>
    public static ImmutableArray<Passage> Split(Release release, WindowShape shape)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(shape);
        var header = Header(release);
        var passages = ImmutableArray.CreateBuilder<Passage>();
        foreach (var section in Sections(release))
        {
            foreach (var window in Windows(section, shape))
            {
                var span = new TextSpan(window[0].Start, window[^1].End);
                passages.Add(new Passage
                {
                    Id = PassageIds.Create(release.Id, Version, passages.Count),
                    ReleaseId = release.Id,
                    Ordinal = passages.Count,
                    Span = span,
                    Text = span.Of(release.Text),
                    Sentences = window,
                    Header = header,
                });
            }
        }

        return passages.ToImmutable();
    }

    private static string Header(Release release)
    {
        var date = release.Date?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return string.Join(" – ", new[] { release.Issuer, release.Title, date }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    // Stretches between headings and boilerplate; a heading opens the section below it.
    private static IEnumerable<ImmutableArray<TextSpan>> Sections(Release release)
    {
        var start = release.TitleSpan.End;
        var cuts = release.Headings.Select(span => (span.Start, Resume: span.Start))
            .Concat(release.Boilerplate.Select(span => (span.Start, Resume: span.End)))
            .Append((Start: release.Text.Length, Resume: release.Text.Length))
            .OrderBy(cut => cut.Start);
        foreach (var (cut, resume) in cuts)
        {
            if (cut > start)
            {
                var sentences = JoinDateline(release.Text, SentenceSplitter.Split(release.Text, new TextSpan(start, cut)));
                if (sentences.Length > 0)
                {
                    yield return sentences;
                }
            }

            start = Math.Max(start, resume);
        }
    }

    // "Port Amary, 15 May 2025. Five members …": a dateline says nothing by itself.
    private static ImmutableArray<TextSpan> JoinDateline(string text, ImmutableArray<TextSpan> sentences) =>
        sentences.Length > 1
            && sentences[0].Length <= LongestDateline
            && sentences[0].Of(text).Any(char.IsAsciiDigit)
            && !text[sentences[0].End..sentences[1].Start].Contains('\n', StringComparison.Ordinal)
                ? [new TextSpan(sentences[0].Start, sentences[1].End), .. sentences[2..]]
                : sentences;

    // Each window begins with the last sentence of the one before (stride 2 where sentences are of usual length).
    private static IEnumerable<ImmutableArray<TextSpan>> Windows(ImmutableArray<TextSpan> sentences, WindowShape shape)
    {
        var first = 0;
        while (true)
        {
            var last = first;
            while (last + 1 < sentences.Length
                && (last - first + 1 < shape.Sentences || sentences[last].End - sentences[first].Start < shape.FewestCharacters)
                && sentences[last + 1].End - sentences[first].Start <= shape.MostCharacters)
            {
                last++;
            }

            yield return sentences[first..(last + 1)];
            if (last + 1 >= sentences.Length)
            {
                yield break;
            }

            first = Math.Max(first + 1, last);
        }
    }
}
