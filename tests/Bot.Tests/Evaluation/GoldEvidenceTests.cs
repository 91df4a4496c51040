using ReleaseBot.Answers;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Ingestion;
using ReleaseBot.Releases;

namespace ReleaseBot.Evaluation;

public sealed class GoldEvidenceTests
{
    private const string Text = "The prize goes to Ada Berg. Lea Roy was second. Nobody was surprised. It rained.";

    private static readonly Release s_release = EvidenceSamples.Release(Text);

    private static readonly int s_start = s_release.Text.IndexOf("Ada Berg", StringComparison.Ordinal);

    private static readonly GoldEvidence s_gold = new([("r1", new TextSpan(s_start, s_start + 8))]);

    [Fact]
    public async Task Quotes_are_found_in_the_index_and_those_that_stand_nowhere_left_out()
    {
        var index = new MemoryIndex();
        await index.WriteAsync(s_release, [], TestContext.Current.CancellationToken);
        var question = EvaluationSamples.Question("q1") with { Gold = [new("r1", "Ada Berg"), new("r1", "Ada Bergman"), new("r2", "Ada Berg")] };

        var gold = await GoldEvidence.LocateAsync(question, index, TestContext.Current.CancellationToken);

        Assert.Equal(s_gold.Quotes, gold.Quotes);
    }

    [Fact]
    public void Passage_holds_a_quote_only_whole()
    {
        Assert.True(s_gold.Holds(EvidenceSamples.Passage(s_release, 0, 2)));
        Assert.False(s_gold.Holds(EvidenceSamples.Passage(s_release, 1, 2)));
        Assert.False(s_gold.Holds(EvidenceSamples.Passage(EvidenceSamples.Release(Text, "r2"), 0, 2)));
        var across = new GoldEvidence([("r1", new TextSpan(s_start, s_release.Text.Length))]);
        Assert.False(across.Holds(EvidenceSamples.Passage(s_release, 0, 2)));
    }

    [Theory]
    [InlineData("r1", 0, 8, true)]
    [InlineData("r1", -20, 4, true)]
    [InlineData("r1", -20, 3, false)]
    [InlineData("r1", 9, 20, false)]
    [InlineData("r2", 0, 8, false)]
    public void Citation_supports_when_it_shares_half_of_the_shorter(string release, int from, int to, bool expected) =>
        Assert.Equal(expected, s_gold.Supports(new Citation(1, release, "", null, null, "", s_start + from, s_start + to, null)));

    [Fact]
    public void Sentence_answers_by_the_quote_or_by_an_accepted_answer_in_the_release()
    {
        var passage = EvidenceSamples.Passage(s_release);
        var question = EvaluationSamples.Question("q1") with { Answers = ["Lea Roy"] };

        Assert.True(s_gold.Answers(question, EvidenceSamples.Sentence(passage, "The prize", 1)));
        Assert.True(s_gold.Answers(question, EvidenceSamples.Sentence(passage, "Lea Roy", 1)));
        Assert.False(s_gold.Answers(question, EvidenceSamples.Sentence(passage, "Nobody", 1)));
        Assert.False(s_gold.Answers(question with { Type = "yes_no" }, EvidenceSamples.Sentence(passage, "Lea Roy", 1)));
        Assert.False(s_gold.Answers(question, EvidenceSamples.Sentence(EvidenceSamples.Passage(EvidenceSamples.Release(Text, "r2")), "Lea Roy", 1)));
    }
}
