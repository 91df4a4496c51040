using CsCheck;

namespace ReleaseBot.Answers.Extraction;

public sealed class TextFragmentsTests
{
    private const string Page = "https://example.org/2024/visit";

    [Fact]
    public void Short_quote_is_linked_whole() =>
        Assert.Equal(Page + "#:~:text=Andrei%20Lukin%20spoke%2E", TextFragments.Link(Page, "Andrei Lukin spoke."));

    [Fact]
    public void Characters_of_the_syntax_are_escaped() =>
        Assert.Equal(Page + "#:~:text=a%2Db%2C%20c%26d%23%25%3D%3A%7E%21", TextFragments.Link(Page, "a-b, c&d#%=:~!"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2024/visit.txt")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)//https://example.org")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a")]
    public void No_page_gives_no_link(string? url) => Assert.Null(TextFragments.Link(url, "words"));

    [Theory]
    [InlineData("https://example.org/a#part", "https://example.org/a#part:~:text=words")]
    [InlineData("https://example.org/a#", "https://example.org/a#:~:text=words")]
    [InlineData("https://example.org/a?b=c", "https://example.org/a?b=c#:~:text=words")]
    [InlineData("https://example.org/a#:~:text=other", "https://example.org/a#:~:text=other&text=words")]
    [InlineData("https://example.org/a#part:~:text=other", "https://example.org/a#part:~:text=other&text=words")]
    public void Fragment_of_the_address_is_kept(string url, string expected) => Assert.Equal(expected, TextFragments.Link(url, "words"));

    [Fact]
    public void Long_quote_is_linked_by_its_first_and_last_words() => Assert.Equal(
        Page + "#:~:text=The%20delegation%20of%20the%20Senate,the%20water%20of%20the%20river%2E",
        TextFragments.Link(Page, "The delegation of the Senate of Kazakhstan visited the headquarters today and spoke at length about the water of the river."));

    [Fact]
    public void Line_breaks_in_a_quote_become_blanks() =>
        Assert.Equal(Page + "#:~:text=one%20two%20three", TextFragments.Link(Page, "one\ntwo \u00A0 three"));

    [Fact]
    public void Other_scripts_are_escaped_by_their_bytes() =>
        Assert.Equal(Page + "#:~:text=%C3%89t%C3%A9%20%D0%90%20%F0%9F%98%80", TextFragments.Link(Page, "Été А 😀"));

    [Fact]
    public void Directive_of_any_quote_says_its_words_in_plain_letters_and_escapes() => Gen.String.Sample(quote =>
    {
        var directive = TextFragments.Link(Page, quote)![(Page.Length + "#:~:text=".Length)..];
        Assert.Matches("^([A-Za-z0-9]|%[0-9A-F]{2})*(,([A-Za-z0-9]|%[0-9A-F]{2})*)?$", directive);
        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var ends = directive.Split(',').Select(Uri.UnescapeDataString).ToArray();
        var whole = string.Join(' ', words).Replace("\uFFFD", "", StringComparison.Ordinal);
        if (quote.EnumerateRunes().All(rune => rune.Value != 0xFFFD))
        {
            Assert.StartsWith(ends[0], whole, StringComparison.Ordinal);
            Assert.EndsWith(ends[^1], whole, StringComparison.Ordinal);
        }
    }, iter: 2_000);
}
