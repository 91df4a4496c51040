using ReleaseBot.Releases.Facts;

namespace ReleaseBot.Releases;

public sealed class BoilerplateTests
{
    private const string Prose =
        "The commission opened a new centre for water research on Monday, in the presence of both ministers.\n\n" +
        "It will employ forty people and publish its first report next year, said Commissioner Lena Aas at the opening.\n\n" +
        "The building cost eleven million crowns, two million less than planned, and was finished in eighteen months by local firms.";

    [Theory]
    [InlineData("Media Contact:\nIda Holm\nPress officer\nEmail: press@rivers.example\nPhone: +47 22 00 00 00")]
    [InlineData("Press contact\n\nIda Holm, press officer\npress@rivers.example\n+47 22 00 00 00")]
    [InlineData("For more information, please contact Ida Holm at press@rivers.example.")]
    [InlineData("For further information:\nIda Holm, head of communication\nTel.: +47 22 00 00 00")]
    [InlineData("Address for enquiries:\nIda Holm, head of communication, +47 22 00 00 00")]
    [InlineData("**Media Contact:**\nIda Holm\nEmail: press@rivers.example")]
    [InlineData("Contact: Ida Holm, Corporate Communications: press@rivers.example; +47 22 00 00 00")]
    [InlineData("Adresse für Rückfragen:\nIda Holm, Mediensprecherin\nTel. +47 22 00 00 00")]
    [InlineData("Contact presse :\nIda Holm\nTél. : 022 00 00 00")]
    [InlineData("Контакты для СМИ:\nИда Холм\nТел.: +47 22 00 00 00")]
    [InlineData("Media contact:\nIda Holm, press officer")]
    [InlineData("Ida Holm\nPress officer\nEmail: press@rivers.example\nPhone: +47 22 00 00 00")]
    [InlineData("About the Northern Rivers Commission\nThe Commission was founded in 1961 by Norland and Sudland. It has its seat in Tarnvik.")]
    [InlineData("About NRC:\n\nThe Commission was founded in 1961 by Norland and Sudland.\n\nIt has its seat in Tarnvik.")]
    [InlineData("Notes to editors\n\nThe report is published every year.")]
    [InlineData("###\n\nThe Commission was founded in 1961.")]
    [InlineData("-END-\nIda Holm")]
    [InlineData("ENDS")]
    [InlineData("- 30 -")]
    [InlineData("Share on Facebook")]
    [InlineData("Share this page")]
    [InlineData("Follow us on X: @rivers")]
    [InlineData("Facebook | Twitter | LinkedIn")]
    public void End_matter_is_marked_and_nothing_else(string tail)
    {
        var text = $"Commission opens centre\n\n{Prose}\n\n{tail}\n";

        Assert.Equal([tail], Find(text));
    }

    [Theory]
    [InlineData("Contacts between the two governments have grown closer.")]
    [InlineData("Close contacts at all levels\nThe ministers meet twice a year and speak on the telephone in between.")]
    [InlineData("For further information:\nThe report is published on the site of the commission, in four languages, and in print from next week on.")]
    [InlineData("Further information on all the projects can be found on this website: http://rivers.example/projects")]
    [InlineData("About 200 people attended\nThey came from both countries, and stayed until the evening in the park.")]
    [InlineData("About the role of wood in bridges\nWood is light, strong and cheap, said the engineer, and grows nearby.")]
    [InlineData("The end\nWith this the first phase ends, and the second one begins in the spring of next year.")]
    [InlineData("Share of electricity\nThe share of electricity on the market rose by three per cent within one year.")]
    [InlineData("Mobile networks\nThe mobile phone networks cover the whole valley by now, and so does the radio.")]
    [InlineData("The minister may be reached at office@norland.example by everyone.")]
    public void News_that_resembles_end_matter_is_not_marked(string body) => Assert.Empty(Find($"Commission opens centre\n\n{Prose}\n\n{body}\n\n{Prose}"));

    [Fact]
    public void Contact_in_the_middle_leaves_the_news_after_it()
    {
        var text = $"Commission opens centre\n\n{Prose}\n\nMedia contact:\nIda Holm\npress@rivers.example\n\nBackground\n{Prose}";

        Assert.Equal(["Media contact:\nIda Holm\npress@rivers.example"], Find(text));
    }

    [Fact]
    public void Section_about_the_issuer_early_in_the_text_is_news() =>
        Assert.Empty(Find($"Commission opens centre\n\nAbout NRC\nThe Commission was founded in 1961.\n\n{Prose}\n\n{Prose}"));

    [Fact]
    public void Large_part_after_an_end_mark_is_news()
    {
        var text = $"Commission opens centre\n\n{Prose}\n\n###\n\n{Prose}";

        Assert.Equal(["###"], Find(text));
    }

    [Fact]
    public void Publications_after_the_about_section_are_not_part_of_it()
    {
        var text = $"Commission opens centre\n\n{Prose}\n\nAbout NRC\nThe Commission was founded in 1961.\n\nOriginal publication\nRivers and how to cross them\nNature, 2024";

        Assert.Equal(["About NRC\nThe Commission was founded in 1961."], Find(text));
    }

    [Fact]
    public void Label_above_the_headline_is_marked()
    {
        const string text = "FOR IMMEDIATE RELEASE\n\nCommission opens centre\n\n" + Prose;
        var headline = Headlines.Find(text);

        Assert.Equal(["FOR IMMEDIATE RELEASE"], Boilerplate.Find(text, TextLines.Of(text), headline.Span).Select(span => span.Of(text)));
    }

    private static IEnumerable<string> Find(string text) =>
        Boilerplate.Find(text, TextLines.Of(text), new TextSpan(0, "Commission opens centre".Length)).Select(span => span.Of(text));
}
