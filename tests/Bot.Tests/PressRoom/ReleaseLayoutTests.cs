using ReleaseBot.Releases;

namespace ReleaseBot.PressRoom;

public sealed class ReleaseLayoutTests
{
    private const string Text =
        "The headline\n\nFirst paragraph\nin two lines.\n\n\nA heading\n\nSecond paragraph, with the words to find in it.\n\nMedia contact: nobody";

    private static readonly Release _release = new()
    {
        Id = "a",
        Title = "The headline",
        Text = Text,
        TitleSpan = new TextSpan(0, 12),
        Headings = [SpanOf("A heading")],
        Boilerplate = [SpanOf("Media contact: nobody")],
        Source = "test",
        ContentHash = "0",
    };

    [Fact]
    public void Text_is_laid_out_as_headline_paragraphs_headings_and_asides()
    {
        var layout = ReleaseLayout.Of(_release, mark: null);

        Assert.Equal("The headline", Assert.Single(layout.Headline).Text);
        Assert.Equal([BlockKind.Paragraph, BlockKind.Heading, BlockKind.Paragraph, BlockKind.Aside], layout.Blocks.Select(block => block.Kind));
        Assert.Equal(
            ["First paragraph\nin two lines.", "A heading", "Second paragraph, with the words to find in it.", "Media contact: nobody"],
            layout.Blocks.Select(block => string.Concat(block.Pieces.Select(piece => piece.Text))));
    }

    [Theory]
    [InlineData("the words to find", "the words to find")]
    [InlineData("in two lines.\n\n\nA heading\n\nSecond", "in two lines.|A heading|Second")]
    [InlineData("headline\n\nFirst", "headline|First")]
    [InlineData("Media contact: nobody", "Media contact: nobody")]
    public void Marked_words_are_pieces_of_their_own_in_every_block_they_cross(string words, string expected)
    {
        var layout = ReleaseLayout.Of(_release, SpanOf(words));

        var pieces = layout.Headline.Concat(layout.Blocks.SelectMany(block => block.Pieces)).ToArray();
        Assert.Equal(expected.Split('|'), pieces.Where(piece => piece.IsMarked).Select(piece => piece.Text));
        Assert.Equal(
            Text.Replace("\n\n", "", StringComparison.Ordinal).Replace("\nA", "A", StringComparison.Ordinal), string.Concat(pieces.Select(piece => piece.Text)));
        Assert.DoesNotContain(pieces, piece => piece.Text.Length == 0);
    }

    [Fact]
    public void Headline_that_is_not_in_the_text_stands_above_it()
    {
        var layout = ReleaseLayout.Of(_release with { Title = "Another", Text = "Only words.", TitleSpan = default, Headings = [], Boilerplate = [] }, mark: null);

        Assert.Equal("Another", Assert.Single(layout.Headline).Text);
        Assert.Equal("Only words.", Assert.Single(Assert.Single(layout.Blocks).Pieces).Text);
    }

    [Fact]
    public void Lead_is_the_beginning_of_the_first_real_paragraph_on_one_line()
    {
        const string dateline = "VELMORA, 3 March 2025 — ";
        var words = string.Concat(Enumerable.Repeat("many words about the river and its towns\n", 10));
        var text = $"The headline\n\n3 March 2025 · Velmora\n\n{dateline}{words}";
        var release = _release with { Text = text, Headings = [], Boilerplate = [new TextSpan(38, 38 + dateline.Length)] };

        var lead = ReleaseLayout.Lead(release);

        Assert.StartsWith("many words about the river and its towns many words", lead, StringComparison.Ordinal);
        Assert.EndsWith("…", lead, StringComparison.Ordinal);
        Assert.InRange(lead.Length, 100, 191);
        Assert.Equal("", ReleaseLayout.Lead(_release with { Text = "The headline", Headings = [], Boilerplate = [] }));
    }

    private static TextSpan SpanOf(string words)
    {
        var start = Text.IndexOf(words, StringComparison.Ordinal);
        return new TextSpan(start, start + words.Length);
    }
}
