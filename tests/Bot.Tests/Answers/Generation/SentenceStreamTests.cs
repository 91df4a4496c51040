namespace ReleaseBot.Answers.Generation;

public sealed class SentenceStreamTests
{
    private const string Reply = "Dr. Berg opened the fête on 3 July [1]. \"It is late. We are glad,\" she said. [2][3] It cost EUR 1.2 million [1, 2]! **Nobody** came【4】.";

    private static readonly string[] _expected =
    [
        "Dr. Berg opened the fête on 3 July. 1",
        "\"It is late. We are glad,\" she said. 2,3",
        "It cost EUR 1.2 million! 1,2",
        "Nobody came. 4",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Sentences_are_the_same_however_the_stream_is_cut(int size)
    {
        var sentences = Read(Reply.Chunk(size).Select(piece => new string(piece)));

        Assert.Equal(_expected, sentences.Select(sentence => $"{sentence.Text} {string.Join(',', sentence.Markers)}"));
    }

    [Fact]
    public void Sentence_comes_out_as_soon_as_the_next_has_begun()
    {
        var stream = new SentenceStream();

        Assert.Empty(stream.Add("It rained [1]."));
        Assert.Empty(stream.Add(" "));
        Assert.Equal("It rained.", Assert.Single(stream.Add("Then it")).Text);
        Assert.Equal("Then it stopped.", Assert.Single(stream.Add(" stopped").Concat(stream.Add(". [2]")).Concat(stream.End())).Text);
    }

    [Theory]
    [InlineData("- One bridge [1]\n- Two ships [2]", "One bridge|Two ships")]
    [InlineData("1. One bridge [1]\n2. Two ships [2]", "One bridge|Two ships")]
    [InlineData("* One bridge [1]\n\n* Two ships [2]\n", "One bridge|Two ships")]
    public void Items_of_a_list_are_sentences(string reply, string expected)
    {
        var sentences = Read(reply.Select(letter => letter.ToString()));

        Assert.Equal(expected, string.Join('|', sentences.Select(sentence => sentence.Text)));
        Assert.All(sentences, sentence => Assert.True(sentence.IsItem && sentence.Markers.Length == 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\n ")]
    [InlineData("[1]")]
    [InlineData("...")]
    public void Nothing_is_no_sentence(string reply)
    {
        Assert.Empty(Read([reply]));
    }

    private static List<DraftSentence> Read(IEnumerable<string> pieces)
    {
        var stream = new SentenceStream();
        var sentences = pieces.SelectMany(stream.Add).ToList();
        sentences.AddRange(stream.End());
        return sentences;
    }
}
