using ReleaseBot.Teams.Replies;

namespace ReleaseBot.Teams;

/// <summary>Texts of releases inside Teams' markdown.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData("plain words, 5 < 6 & more", "plain words, 5 &lt; 6 & more")]
    [InlineData("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>")]
    [InlineData("AT&amp;T &#60;b> R&D A & B", "AT&amp;amp;T &amp;#60;b> R&amp;D A & B")]
    [InlineData("*bold* _it_ snake_case a_ `code` ~~no~~ 1~2", "\\*bold\\* \\_it\\_ snake_case a\\_ \\`code\\` \\~\\~no\\~\\~ 1~2")]
    [InlineData("[link](https://evil.example)", "\\[link](https://evil.example)")]
    [InlineData("![x](https://evil.example/x.png)", "!\\[x](https://evil.example/x.png)")]
    [InlineData("# Heading", "\\# Heading")]
    [InlineData("> quoted", "\\> quoted")]
    [InlineData("- item", "\\- item")]
    [InlineData("+ item", "\\+ item")]
    [InlineData("12. December", "12\\. December")]
    [InlineData("7) seven", "7\\) seven")]
    [InlineData("12.5 million", "12\\.5 million")]
    [InlineData("   spaces", "spaces")]
    [InlineData("C:\\dir", "C:\\\\dir")]
    [InlineData("two\nlines\tand tab", "two lines and tab")]
    [InlineData("", "")]
    public void Text_of_releases_stays_text(string text, string expected) => Assert.Equal(expected, Markdown.Escape(text));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly 10", 10, "exactly 10")]
    [InlineData("a little more", 10, "a little…")]
    [InlineData("two\n  lines", 20, "two lines")]
    [InlineData("😀😀😀😀", 6, "😀😀…")]
    [InlineData("😀😀😀😀", 7, "😀😀😀…")]
    public void Long_text_is_clipped_between_characters(string text, int most, string expected)
    {
        Assert.Equal(expected, Markdown.Clip(text, most));
        Assert.True(Markdown.Clip(text, most).Length <= most);
    }
}
