using System.Collections.Immutable;
using ReleaseBot.Answers.Types;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Evidence;

/// <summary>Evidence as the finder would hand it on, from releases made up for a test.</summary>
internal static class EvidenceSamples
{
    public static Release Release(string text, string id = "r1", string? url = null) =>
        new ReleaseDocument { Id = id, Title = "The headline of " + id, Text = text, Url = url, Date = "2024-01-25", Issuer = ["River Commission"] }.ToRelease();

    /// <summary>A passage of some of the body's sentences: all, unless <paramref name="first"/> and <paramref name="count"/> say otherwise.</summary>
    public static RetrievedPassage Passage(Release release, int first = 0, int count = int.MaxValue)
    {
        var body = new TextSpan(release.TitleSpan.End, release.Text.Length);
        ImmutableArray<TextSpan> sentences = [.. SentenceSplitter.Split(release.Text, body).Skip(first).Take(count)];
        var span = new TextSpan(sentences[0].Start, sentences[^1].End);
        var passage = new Passage
        {
            Id = PassageIds.Create(release.Id, Chunker.Version, first),
            ReleaseId = release.Id,
            Ordinal = first,
            Span = span,
            Text = span.Of(release.Text),
            Sentences = sentences,
            Header = release.Title,
        };
        var facts = new ReleaseSummary(release.Id, release.Title, release.Date, release.Place, release.Issuer, release.Language, release.Url);
        return new RetrievedPassage(1, 1, passage, facts, PassageFeatures.Names.ToDictionary(name => name, _ => 0.0));
    }

    /// <summary>The sentence of the passage that begins with <paramref name="opening"/>; the last one where that is null.</summary>
    public static EvidenceSentence Sentence(RetrievedPassage retrieved, string? opening, double score, string? answer = null)
    {
        var passage = retrieved.Passage;
        var span = opening is null
            ? passage.Sentences[^1]
            : passage.Sentences.First(sentence => passage.Text[(sentence.Start - passage.Span.Start)..].StartsWith(opening, StringComparison.Ordinal));
        var text = passage.Text.Substring(span.Start - passage.Span.Start, span.Length);
        TextSpan? words = null;
        if (answer is not null)
        {
            var at = span.Start + text.IndexOf(answer, StringComparison.Ordinal);
            words = new TextSpan(at, at + answer.Length);
        }

        return new EvidenceSentence(retrieved, span, text, words, score, [.. SentenceFeatures.Names.Select(_ => 0.0)]);
    }

    /// <summary>A sentence of a release that says nothing else.</summary>
    public static EvidenceSentence Of(string text, string? opening, double score) => Sentence(Passage(Release(text)), opening, score);

    public static Findings Findings(AnswerKind kind, params EvidenceSentence[] sentences) => new(
        kind,
        [.. sentences],
        new RetrievalResult([.. sentences.Select(sentence => sentence.Passage).Distinct()], AppliedFilters.None, new Dictionary<string, double>()));
}
