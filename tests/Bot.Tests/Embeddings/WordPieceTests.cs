using System.Text;
using CsCheck;

namespace ReleaseBot.Embeddings;

public sealed class WordPieceTests
{
    private static readonly WordPiece s_tokenizer = WordPiece.Load(References.VocabularyPath);

    public static TheoryData<int> EmbedderRows => [.. Enumerable.Range(0, References.Embedder.Count)];

    [Theory]
    [MemberData(nameof(EmbedderRows))]
    public void Ids_equal_those_of_the_reference_tokenizer(int row)
    {
        var reference = References.Embedder[row];
        int[] ids = [101, .. s_tokenizer.Encode(reference.Text, 254).Ids, 102];
        Assert.Equal(reference.InputIds, ids);
    }

    [Theory]
    [InlineData("Pietà", "pieta")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("Ệ", "e")]
    [InlineData("\u212B", "a")]
    [InlineData("e\u0301\u0327", "e")]
    [InlineData("\uFA19", "神")]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("a\u00ADb", "ab")]
    [InlineData("\u037E", ";")]
    public void Composed_letters_read_like_their_base_letters(string text, string same) =>
        Assert.Equal(s_tokenizer.Encode(same, 99).Ids, s_tokenizer.Encode(text, 99).Ids);

    [Fact]
    public void Spans_point_at_the_words_of_the_original_text()
    {
        const string Text = "Le\u0301on Šefčovič, [SEP] 北京\u200B!";
        var tokens = s_tokenizer.Encode(Text, 99);
        Assert.Equal(
            ["Le\u0301on", "Še", "fč", "ovič", ",", "[SEP]", "北", "京", "!"],
            tokens.Spans.Select(span => span.Of(Text)));
    }

    [Fact]
    public void Spans_of_any_text_ascend_inside_it() => Gen.String[Gen.Frequency(
            (6, Gen.Char[' ', '~']),
            (3, Gen.Char['\u00A0', '\u0370']),
            (1, Gen.Char['\0', '\uFFFF']))]
        .Sample(text =>
        {
            var tokens = s_tokenizer.Encode(text, 256);
            Assert.Equal(tokens.Ids.Length, tokens.Spans.Length);
            var previous = new Releases.TextSpan(0, 0);
            foreach (var span in tokens.Spans)
            {
                Assert.True(span.Start < span.End && span.End <= text.Length, $"{span} in {text.Length}");
                Assert.True(span == previous || span.Start >= previous.End, $"{span} after {previous}");
                previous = span;
            }
        }, iter: 2000);

    [Fact]
    public void Reading_a_span_again_gives_its_word() => Gen.String[Gen.Char['a', 'z']].List[1, 20].Sample(words =>
    {
        var text = string.Join(' ', words.Where(word => word.Length > 0));
        var whole = s_tokenizer.Encode(text, 9999);
        var apart = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => s_tokenizer.Encode(word, 9999).Ids);
        Assert.Equal(apart, whole.Ids);
        Assert.Equal(string.Concat(words), string.Concat(whole.Spans.Select(span => span.Of(text))));
    }, iter: 300);

    [Fact]
    public void Text_longer_than_the_limit_is_cut_and_says_so()
    {
        var cut = s_tokenizer.Encode("one two three", 2);
        Assert.True(cut.Truncated);
        Assert.Equal(2, cut.Count);
        Assert.False(s_tokenizer.Encode("one two", 2).Truncated);
        Assert.False(s_tokenizer.Encode("one two \t", 2).Truncated);
    }

    [Fact]
    public void Word_of_more_than_100_letters_is_unknown()
    {
        Assert.NotEqual([100], s_tokenizer.Encode(new string('a', 100), 9).Ids);
        Assert.Equal([100], s_tokenizer.Encode(new string('a', 101), 9).Ids);
        Assert.Equal([100], s_tokenizer.Encode(new StringBuilder().Insert(0, "😀", 60).ToString(), 9).Ids);
    }

    [Fact]
    public void Missing_vocabulary_is_named()
    {
        var e = Assert.Throws<ModelException>(() => WordPiece.Load("/no/such/vocab.txt"));
        Assert.Contains("/no/such/vocab.txt", e.Message, StringComparison.Ordinal);
    }
}
