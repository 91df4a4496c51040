namespace ReleaseBot.Releases;

public sealed class PlainTextTests : IDisposable
{
    private readonly ReleaseFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Seed_release_is_read_whole()
    {
        var path = ReleaseFiles.Data("releases", "cica-visit.txt");
        var release = (await ReleaseFiles.ReadOneAsync(path)).Release!;

        Assert.Equal(await File.ReadAllTextAsync(path, ReleaseFiles.Token), release.Text);
        Assert.Equal("Kazakh parliamentarians visit CICA headquarters", release.Title);
        Assert.Equal(new TextSpan(0, release.Title.Length), release.TitleSpan);
        Assert.Equal(new DateOnly(2024, 1, 25), release.Date);
        Assert.Null(release.Time);
        Assert.Equal("Astana", release.Place);
        Assert.Equal("en", release.Language);
        Assert.Null(release.Issuer);
        Assert.Empty(release.Headings);
        Assert.Equal(path, release.Source);
        ReleaseFiles.AssertSound(release);
    }

    [Fact]
    public async Task Seed_release_has_its_last_five_lines_as_boilerplate()
    {
        var release = (await ReleaseFiles.ReadOneAsync(ReleaseFiles.Data("releases", "cica-visit.txt"))).Release!;
        var lastLines = release.Text.TrimEnd().Split('\n')[^5..];

        Assert.Equal(lastLines, Assert.Single(release.Boilerplate).Of(release.Text).Split('\n'));
    }

    [Fact]
    public async Task Line_ends_become_newlines_and_blank_lines_before_the_headline_go()
    {
        var release = await _files.ReadTextAsync("a.txt", "\r\n  \r\nCouncil meets\r\n\r\nIt met\ron Monday.\r\n");

        Assert.Equal("Council meets\n\nIt met\non Monday.\n", release.Text);
        Assert.Equal("Council meets", release.TitleSpan.Of(release.Text));
    }

    [Fact]
    public async Task Unicode_survives_verbatim()
    {
        const string text = "Cafe\u0301 \u202Eopens\u202C 👩‍👩‍👧 \u200F\u00AD\n\nتقرير e\u0301\u0327 \U0001F600\u2028\u00A0end \u200Bof it.";

        Assert.Equal(text, (await _files.ReadTextAsync("a.txt", text)).Text);
    }

    [Fact]
    public async Task A_stray_nul_is_dropped()
    {
        var release = await _files.ReadTextAsync("a.txt", "Council meets\n\n" + new string('x', 400) + "\0 on Monday.");

        Assert.EndsWith("x on Monday.", release.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRESS RELEASE")]
    [InlineData("For immediate release")]
    [InlineData("Media Release No. 12/2024")]
    [InlineData("Пресс-релиз")]
    [InlineData("25 January 2024")]
    [InlineData("Bern, 24.03.2022")]
    public async Task Label_or_date_above_the_headline_is_not_the_headline(string first)
    {
        var release = await _files.ReadTextAsync("a.txt", first + "\n\nCouncil opens centre\n\nThe council opened a centre on Monday.");

        Assert.Equal("Council opens centre", release.Title);
        ReleaseFiles.AssertSound(release);
    }

    [Fact]
    public async Task Text_that_opens_with_a_long_paragraph_keeps_it_in_the_body()
    {
        var text = string.Concat(Enumerable.Repeat("The council met on Monday and spoke of bridges. ", 20));
        var release = await _files.ReadTextAsync("a.txt", text);

        Assert.Equal(default, release.TitleSpan);
        Assert.StartsWith("The council met on Monday", release.Title, StringComparison.Ordinal);
        Assert.InRange(release.Title.Length, 60, 125);
    }

    [Theory]
    [InlineData("2024-01-25-visit.txt")]
    [InlineData("visit_20240125.txt")]
    [InlineData("25.01.2024 visit.txt")]
    [InlineData("n12345678_2024_01_25.txt")]
    public async Task Date_in_the_file_name_serves_where_the_text_has_none(string name)
    {
        Assert.Equal(new DateOnly(2024, 1, 25), (await _files.ReadTextAsync(name, "Council meets\n\nIt met on Monday.")).Date);
        Assert.Equal(new DateOnly(2023, 2, 1), (await _files.ReadTextAsync(name, "Council meets\n\n1 February 2023 – Astana – It met.")).Date);
    }

    [Theory]
    [InlineData("visit.txt")]
    [InlineData("20241340.txt")]
    [InlineData("report-120240125.txt")]
    public async Task Without_a_date_anywhere_the_date_is_null(string name) =>
        Assert.Null((await _files.ReadTextAsync(name, "Council meets\n\nOn 3 May 2022 it met, and on 4 May 2022 again.")).Date);
}
