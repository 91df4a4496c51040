namespace ReleaseBot.Releases;

public sealed class MarkdownTests : IDisposable
{
    private readonly ReleaseFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Release_with_front_matter_is_read_whole()
    {
        var release = (await ReleaseFiles.ReadOneAsync(ReleaseFiles.Data("releases", "commission-budget.md"))).Release!;

        Assert.Equal(
            """
            Commission adopts budget for 2025

            The Northern Rivers Commission adopted its budget for 2025 on Thursday. It provides for 4.2 million crowns, 6 % more than a year ago.

            What the money is for

            Gauging stations: 1.9 million
            Flood warnings: 1.4 million
            of which radio masts: 0.3 million
            Administration: 0.9 million

            Country | Share
            Norland | 60 %
            Sudland | 40 %

            Next steps

            The member states have thirty days to object.

            Media Contact: Ida Holm, press@rivers.example
            """,
            release.Text);
        Assert.Equal(["What the money is for", "Next steps"], release.Headings.Select(span => span.Of(release.Text)));
        Assert.Equal("Media Contact: Ida Holm, press@rivers.example", Assert.Single(release.Boilerplate).Of(release.Text));
        Assert.Equal(
            ("https://rivers.example/releases/2024/budget", new DateOnly(2024, 11, 14), "Tarnvik", "Northern Rivers Commission; Secretariat", "en"),
            (release.Id, release.Date, release.Place, release.Issuer, release.Language));
        ReleaseFiles.AssertSound(release);
    }

    [Fact]
    public async Task Without_front_matter_the_first_heading_is_the_headline_and_the_dateline_dates_it()
    {
        var release = await _files.ReadTextAsync("a.markdown", "# Council *meets*\n\nAstana, 25 January 2024 – It met.\n\n## Results\n\nNone.\n");

        Assert.Equal("Council meets\n\nAstana, 25 January 2024 – It met.\n\nResults\n\nNone.", release.Text);
        Assert.Equal(("Council meets", new DateOnly(2024, 1, 25), "Astana", "a.markdown"), (release.Title, release.Date, release.Place, release.Id));
    }

    [Fact]
    public async Task Without_any_heading_the_first_line_is_the_headline()
    {
        var release = await _files.ReadTextAsync("a.md", "Council meets\n\nIt met on Monday.\n");

        Assert.Equal(("Council meets", new TextSpan(0, 13)), (release.Title, release.TitleSpan));
    }

    [Fact]
    public async Task Date_of_front_matter_wins_over_dateline_and_file_name()
    {
        var release = await _files.ReadTextAsync("2020-01-01.md", "---\ndate: 2024-03-02T08:15:00Z\ncity: Bern\nid: nrc-7\n---\n# T\n\nAstana, 25 January 2024 – It met.\n");

        Assert.Equal((new DateOnly(2024, 3, 2), new TimeOnly(8, 15), "Bern", "nrc-7"), (release.Date, release.Time, release.Place, release.Id));
    }

    [Fact]
    public async Task Aliases_and_nested_values_in_front_matter_do_no_harm()
    {
        var release = await _files.ReadTextAsync("a.md", "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nmore: {title: wrong, deep: {issuer: wrong}}\ntitle: Right\n---\nIt met.\n");

        Assert.Equal("Right", release.Title);
        Assert.Null(release.Issuer);
    }

    [Fact]
    public async Task Rule_that_is_no_front_matter_stays_text()
    {
        var release = await _files.ReadTextAsync("a.md", "---\n\nCouncil meets\n\nIt met on Monday.\n");

        Assert.Equal("Council meets\n\nIt met on Monday.", release.Text);
    }
}
