using ReleaseBot.Releases;

namespace ReleaseBot.Passages;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("Dr. Smith met Mr. Jones. They talked.", "Dr. Smith met Mr. Jones.|They talked.")]
    [InlineData("J. F. Kennedy spoke. He left.", "J. F. Kennedy spoke.|He left.")]
    [InlineData("King sings. A tape of B.B. King lies here.", "King sings.|A tape of B.B. King lies here.")]
    [InlineData("It is in the U.S.A. The rest is not.", "It is in the U.S.A.|The rest is not.")]
    [InlineData("The share rose to 3.5%. It was 2.1% before.", "The share rose to 3.5%.|It was 2.1% before.")]
    [InlineData("Das Abkommen ist am 1. August 2024 in Kraft getreten. Es gilt.", "Das Abkommen ist am 1. August 2024 in Kraft getreten.|Es gilt.")]
    [InlineData("The U.S. Secretary came. So did the EU.", "The U.S. Secretary came.|So did the EU.")]
    [InlineData("He works in the U.S. The rest do not.", "He works in the U.S.|The rest do not.")]
    [InlineData("“We agree.” The minister left.", "“We agree.”|The minister left.")]
    [InlineData("state of civil engineering\".The prize is large.", "state of civil engineering\".|The prize is large.")]
    [InlineData("See www.news.Admin.ch for more. Thanks.", "See www.news.Admin.ch for more.|Thanks.")]
    [InlineData("First line\nSecond line", "First line|Second line")]
    [InlineData("The sum was CHF 5 million (approx. USD 6 million) in 2024. The rest follows.", "The sum was CHF 5 million (approx. USD 6 million) in 2024.|The rest follows.")]
    [InlineData("Really?! Yes… And no.", "Really?!|Yes…|And no.")]
    [InlineData("東京で会議。次は大阪。", "東京で会議。|次は大阪。")]
    [InlineData("   \n  ", "")]
    public void Split_text_returns_sentences(string text, string expected)
    {
        var sentences = SentenceSplitter.Split(text, new TextSpan(0, text.Length)).Select(span => span.Of(text));

        Assert.Equal(expected, string.Join('|', sentences));
    }

    [Fact]
    public void Split_text_without_punctuation_cuts_at_blanks()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 1000));

        var sentences = SentenceSplitter.Split(text, new TextSpan(0, text.Length));

        Assert.True(sentences.Length > 5);
        Assert.All(sentences, span => Assert.InRange(span.Length, 1, SentenceSplitter.LongestSentence));
        Assert.All(sentences, span => Assert.EndsWith("word", span.Of(text), StringComparison.Ordinal));
    }

    [Fact]
    public void Split_emoji_without_blanks_keeps_pairs_whole()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("😀", 1000));

        Assert.All(
            SentenceSplitter.Split(text, new TextSpan(0, text.Length)),
            span => Assert.False(char.IsLowSurrogate(text[span.Start])));
    }
}
