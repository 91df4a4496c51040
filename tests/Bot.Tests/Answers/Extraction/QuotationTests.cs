using ReleaseBot.Answers.Evidence;

namespace ReleaseBot.Answers.Extraction;

public sealed class QuotationTests
{
    private const string Lead = "Deputies of the Senate visited the headquarters.";

    [Theory]
    [InlineData("She spoke about the river.")]
    [InlineData("They were headed by Andrei Lukin.")]
    [InlineData("The delegation was headed by Andrei Lukin.")]
    [InlineData("This was the first visit.")]
    [InlineData("“It is a good day,” she said.")]
    [InlineData("The two agreed on a treaty.")]
    public void Sentence_that_points_back_brings_the_one_before(string sentence)
    {
        var quotation = Of($"{Lead} {sentence} Nobody objected.", sentence);

        Assert.Equal($"{Lead} {sentence}", quotation.Text);
    }

    [Theory]
    [InlineData("Andrei Lukin spoke about the river.")]
    [InlineData("Shell paid for the visit.")]
    [InlineData("Thistles grow there.")]
    [InlineData("The Senate sent its deputies.")]
    public void Sentence_that_stands_alone_is_quoted_alone(string sentence) => Assert.Equal(sentence, Of($"{Lead} {sentence} Nobody objected.", sentence).Text);

    [Fact]
    public void First_sentence_of_a_passage_brings_nothing() => Assert.Equal("She spoke about the river.", Of($"She spoke about the river. {Lead}", "She").Text);

    [Fact]
    public void Sentence_that_opens_a_paragraph_brings_nothing() => Assert.Equal("She spoke about the river.", Of($"{Lead}\n\nShe spoke about the river.", "She").Text);

    [Fact]
    public void Only_the_sentence_just_before_is_brought() =>
        Assert.Equal("She spoke. She smiled.", Of($"{Lead} She spoke. She smiled.", "She smiled").Text);

    [Fact]
    public void Span_and_text_are_those_of_the_release()
    {
        var release = EvidenceSamples.Release($"{Lead} “Ça va 😀,” he said.  She smiled. The end.");
        foreach (var first in Enumerable.Range(0, 3))
        {
            var passage = EvidenceSamples.Passage(release, first);
            foreach (var sentence in passage.Passage.Sentences)
            {
                var quotation = Quotation.Of(new EvidenceSentence(passage, sentence, sentence.Of(release.Text), null, 0, []));
                Assert.Equal(quotation.Span.Of(release.Text), quotation.Text);
                Assert.True(quotation.Span.Contains(sentence));
                Assert.Equal(release.Id, quotation.Release.Id);
            }
        }
    }

    [Fact]
    public void Quotation_covers_what_lies_in_it_in_the_same_release_only()
    {
        var one = EvidenceSamples.Passage(EvidenceSamples.Release($"{Lead} She spoke.", "r1"));
        var other = EvidenceSamples.Passage(EvidenceSamples.Release($"{Lead} She spoke.", "r2"));
        var wide = Quotation.Of(EvidenceSamples.Sentence(one, "She", 1));

        Assert.True(wide.Covers(Quotation.Of(EvidenceSamples.Sentence(one, "Deputies", 1))));
        Assert.False(Quotation.Of(EvidenceSamples.Sentence(one, "Deputies", 1)).Covers(wide));
        Assert.False(wide.Covers(Quotation.Of(EvidenceSamples.Sentence(other, "Deputies", 1))));
    }

    private static Quotation Of(string text, string opening) => Quotation.Of(EvidenceSamples.Of(text, opening, 1));
}
