using System.Collections.Immutable;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Evidence;

public sealed class WordMatchingTests
{
    private static readonly Bm25Encoder _bm25 = new(40);

    private static readonly RetrievedPassage _passage = EvidenceSamples.Passage(EvidenceSamples.Release(
        "The bridge opened in 2023. The bridge cost 20 million euros. Some 38 stations were built along the bridge. Nobody lives there."));

    [Fact]
    public void Word_that_few_sentences_hold_counts_more_than_the_topics_word()
    {
        var matches = Match("bridge stations");

        Assert.True(matches[2].Coverage > matches[0].Coverage);
        Assert.InRange(matches[0].Coverage, 0.01, 0.4);
        Assert.Equal(1, matches[2].Coverage, 1e-6);
        Assert.Equal(0, matches[3].Coverage);
    }

    [Fact]
    public void Neighbours_in_the_question_that_are_neighbours_in_the_sentence_are_counted()
    {
        var matches = Match("When was the bridge opened?");

        Assert.Equal([1, 0, 0, 0], matches.Select(match => match.Pairs));
    }

    [Theory]
    [InlineData("How many stations are there?", "38", 1)]
    [InlineData("How many flood stations are there?", "38", 1)]
    [InlineData("How many people are there?", "38", 0)]
    [InlineData("Which stations are there?", "38", 0)]
    public void Number_counts_what_was_asked_for_when_its_noun_follows(string question, string answer, double expected) =>
        Assert.Equal(expected, Match(question, answer)[2].CountsNoun);

    [Fact]
    public void Words_of_the_question_inside_the_answer_are_told() =>
        Assert.Equal([1.0, 0.0], new[] { "stations", "38" }.Select(answer => Match("stations", answer)[2].InAnswer));

    [Fact]
    public void Year_of_the_question_is_found_in_the_sentence_that_states_it() =>
        Assert.Equal([1, 0, 0, 0], Match("What happened in 2023?").Select(match => match.YearStated));

    [Fact]
    public void Question_without_words_matches_nothing() =>
        Assert.All(Match("?!"), match => Assert.Equal(new WordMatch(0, 0, 0, 0, 0), match));

    private static ImmutableArray<WordMatch> Match(string question, string? answer = null)
    {
        var sentences = _passage.Passage.Sentences.Select(span => Reading(span, answer)).ToArray();
        var matching = new WordMatching(question, sentences, _bm25);
        return [.. sentences.Select(matching.Of)];
    }

    private static SentenceReading Reading(TextSpan span, string? answer)
    {
        var text = _passage.Passage.Text.Substring(span.Start - _passage.Passage.Span.Start, span.Length);
        var at = answer is null ? -1 : text.IndexOf(answer, StringComparison.Ordinal);
        return new SentenceReading
        {
            Passage = _passage,
            Sentence = span,
            Text = text,
            Coverage = 0,
            PassageCoverage = 0,
            MissingNames = 0,
            HasCandidate = false,
            ReaderScore = 0,
            Answer = at < 0 ? null : new TextSpan(span.Start + at, span.Start + at + answer!.Length),
            IsBestOfPassage = false,
        };
    }
}
