using CsCheck;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Types;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Extraction;

public sealed class AnswerComposerTests
{
    private const string Text = "Deputies of the Senate visited the headquarters. The delegation was headed by Andrei Lukin and Aigul Kuspan. "
        + "She thanked the secretariat. Alibek Bakayev took part. The visit ended in June.";

    private static readonly Release s_release = EvidenceSamples.Release(Text, url: "https://example.org/visit");

    [Fact]
    public void Clear_winner_is_shown_alone()
    {
        var answer = Compose(AnswerKind.Name, 3, ("Alibek", 9, "Alibek Bakayev"), ("The visit", 1, null));

        Assert.Equal("Alibek Bakayev took part. [1]", answer.Text);
        Assert.Equal(["Alibek Bakayev"], answer.Spans);
    }

    [Fact]
    public void Sentences_of_equal_worth_are_shown_numbered_best_first()
    {
        var answer = Compose(AnswerKind.Any, 2, ("Alibek", 2.02, null), ("Deputies", 2.01, null), ("The visit ended", 2, null));

        Assert.Equal("Alibek Bakayev took part. [1]\n\nDeputies of the Senate visited the headquarters. [2]", answer.Text);
        Assert.Equal([1, 2], answer.Citations.Select(citation => citation.Number));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_more_sentences_are_shown_than_allowed(int most)
    {
        var release = EvidenceSamples.Release(string.Join(' ', Enumerable.Range(0, 9).Select(i => $"Number {i} is as good as any.")));
        var passage = EvidenceSamples.Passage(release);
        var answer = AnswerComposer.Compose(
            EvidenceSamples.Findings(AnswerKind.Any, [.. Enumerable.Range(0, 9).Select(i => EvidenceSamples.Sentence(passage, $"Number {i}", 0))]), most);

        Assert.Equal(most, answer.Citations.Length);
    }

    [Fact]
    public void Sentence_that_brings_an_earlier_one_along_takes_its_place()
    {
        var answer = Compose(AnswerKind.Any, 3, ("Deputies", 2.01, null), ("The delegation", 2, null));

        Assert.Equal("Deputies of the Senate visited the headquarters. The delegation was headed by Andrei Lukin and Aigul Kuspan. [1]", answer.Text);
        Assert.Single(answer.Citations);
    }

    [Fact]
    public void Sentence_that_was_brought_along_is_not_shown_again()
    {
        var answer = Compose(AnswerKind.Any, 3, ("The delegation", 2.01, null), ("Deputies", 2, null));

        Assert.Single(answer.Citations);
    }

    // "She thanked …" would bring "The delegation …" along, which itself brought the sentence before.
    [Theory]
    [InlineData("The delegation", "She thanked")]
    [InlineData("She thanked", "The delegation")]
    public void No_sentence_is_shown_twice(string best, string second)
    {
        var answer = Compose(AnswerKind.Any, 3, (best, 2.01, null), (second, 2, null));

        Assert.Equal(2, answer.Text.Split("The delegation was headed").Length);
        Assert.Contains("She thanked the secretariat.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_words_in_two_releases_are_shown_once()
    {
        var twin = EvidenceSamples.Release(Text, "r2");
        var answer = AnswerComposer.Compose(
            EvidenceSamples.Findings(
                AnswerKind.Any,
                EvidenceSamples.Sentence(EvidenceSamples.Passage(s_release), "Alibek", 2),
                EvidenceSamples.Sentence(EvidenceSamples.Passage(twin), "Alibek", 1.99)),
            3);

        Assert.Equal("r1", Assert.Single(answer.Citations).ReleaseId);
    }

    [Fact]
    public void Citation_names_its_release_and_links_to_the_words()
    {
        var citation = Assert.Single(Compose(AnswerKind.Name, 3, ("Alibek", 9, null)).Citations);

        Assert.Equal((s_release.Id, s_release.Title, s_release.Date, s_release.Url), (citation.ReleaseId, citation.Title, citation.Date, citation.Url));
        Assert.Equal("https://example.org/visit#:~:text=Alibek%20Bakayev%20took%20part%2E", citation.Link);
    }

    [Fact]
    public void Release_without_a_page_is_cited_without_a_link()
    {
        var passage = EvidenceSamples.Passage(EvidenceSamples.Release(Text));

        Assert.Null(Assert.Single(AnswerComposer.Compose(EvidenceSamples.Findings(AnswerKind.Any, EvidenceSamples.Sentence(passage, "Alibek", 1)), 3).Citations).Link);
    }

    [Fact]
    public void Short_answers_are_given_once_and_not_for_yes_or_no()
    {
        Assert.Equal(["June"], Compose(AnswerKind.Date, 3, ("The visit", 2, "June")).Spans);
        Assert.Empty(Compose(AnswerKind.YesNo, 3, ("The visit", 2, "June")).Spans);
        Assert.Empty(Compose(AnswerKind.Any, 3, ("The visit", 2, null)).Spans);
    }

    [Fact]
    public void Every_citation_is_verbatim_and_every_short_answer_stands_in_one()
    {
        var pairs = Gen.Select(Gen.Int[0, 4], Gen.Double[-3, 3]);
        Gen.Select(pairs.Array[1, 8], Gen.Int[1, 5]).Sample((picked, most) =>
        {
            var sentences = picked.OrderByDescending(pick => pick.Item2).Select((pick, i) =>
            {
                var passage = EvidenceSamples.Passage(s_release, Math.Min(pick.Item1, i % 3), 5);
                var sentence = passage.Passage.Sentences[^1];
                return new EvidenceSentence(passage, sentence, sentence.Of(s_release.Text), new TextSpan(sentence.Start, sentence.Start + 5), pick.Item2, []);
            }).ToArray();

            var answer = AnswerComposer.Compose(EvidenceSamples.Findings(AnswerKind.Any, sentences), most);

            Assert.InRange(answer.Citations.Length, 1, most);
            Assert.Equal(Enumerable.Range(1, answer.Citations.Length), answer.Citations.Select(citation => citation.Number));
            Assert.All(answer.Citations, citation => Assert.Equal(s_release.Text[citation.Start..citation.End], citation.Quote));
            Assert.Equal(string.Join("\n\n", answer.Citations.Select(citation => $"{citation.Quote} [{citation.Number}]")), answer.Text);
            Assert.All(answer.Spans, span => Assert.Contains(answer.Citations, citation => citation.Quote.Contains(span, StringComparison.Ordinal)));
            Assert.Equal(answer.Spans.Distinct(), answer.Spans);
        }, iter: 500);
    }

    private static Composition Compose(AnswerKind kind, int most, params (string Opening, double Score, string? Answer)[] ranked)
    {
        var passage = EvidenceSamples.Passage(s_release);
        return AnswerComposer.Compose(
            EvidenceSamples.Findings(kind, [.. ranked.Select(one => EvidenceSamples.Sentence(passage, one.Opening, one.Score, one.Answer))]), most);
    }
}
