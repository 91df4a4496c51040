using ReleaseBot.Releases.Facts;

namespace ReleaseBot.Releases;

public sealed class HeadingTests
{
    private const string Prose = "The council opened a new centre for water research on Monday, in the presence of both ministers.";

    [Fact]
    public void Short_line_before_prose_is_a_heading() =>
        Assert.Equal(["Water research", "Next steps"], Find($"Title\n\n{Prose}\nWater research\n{Prose}\n\nNext steps\n\n{Prose}"));

    [Fact]
    public void Heading_above_a_heading_is_one_too() => Assert.Equal(["Results", "First year"], Find($"Title\n\n{Prose}\nResults\nFirst year\n{Prose}"));

    [Theory]
    [InlineData("It met on Monday.")]
    [InlineData("The members are:")]
    [InlineData("- Water research")]
    [InlineData("• Water research")]
    [InlineData("1. Water research")]
    [InlineData("press@rivers.example")]
    [InlineData("www.rivers.example")]
    [InlineData("25 January 2024")]
    [InlineData("* * *")]
    [InlineData("2021 | 9 million")]
    public void Sentence_list_item_address_or_date_is_no_heading(string line) => Assert.Empty(Find($"Title\n\n{Prose}\n\n{line}\n{Prose}"));

    [Fact]
    public void Last_item_of_a_list_is_no_heading() =>
        Assert.Empty(Find($"Title\n\nThe data has three parts:\nFederal level\nGeneral level\nInternational comparison\n{Prose}"));

    [Fact]
    public void Short_line_before_short_lines_is_no_heading() => Assert.Empty(Find($"Title\n\n{Prose}\n\nIda Holm\nPress officer\nTarnvik"));

    [Fact]
    public void Line_of_more_than_ninety_characters_is_no_heading() => Assert.Empty(Find($"Title\n\n{Prose}\n\n{new string('x', 91)}\n{Prose}"));

    private static IEnumerable<string> Find(string text) =>
        Headings.Find(text, TextLines.Of(text), new TextSpan(0, 5)).Select(span => span.Of(text));
}
