namespace ReleaseBot.Releases;

public sealed class HtmlTests : IDisposable
{
    private readonly ReleaseFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Page_is_read_without_what_surrounds_the_article()
    {
        var release = (await ReleaseFiles.ReadOneAsync(ReleaseFiles.Data("releases", "commission-bridge.html"))).Release!;

        Assert.StartsWith("New bridge over the Tarn opens\n\nTarnvik, 3 June 2024 – The new bridge", release.Text, StringComparison.Ordinal);
        Assert.Contains("cost 38\u00A0million crowns", release.Text, StringComparison.Ordinal);
        Assert.Contains("\n\nLength: 412 metres\nWidth: 11 metres\n\nYear | Cost\n2021 | 9 million\n2022 | 29 million\n\n“A bridge", release.Text, StringComparison.Ordinal);
        Assert.Contains("Aas & thanked", release.Text, StringComparison.Ordinal);
        Assert.EndsWith("opening.\nThe ferry will be kept as a museum.", release.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Home", release.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("never", release.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rights reserved", release.Text, StringComparison.Ordinal);
        Assert.Equal(["Three years of work"], release.Headings.Select(span => span.Of(release.Text)));
        ReleaseFiles.AssertSound(release);
    }

    [Fact]
    public async Task Page_states_its_facts()
    {
        var release = (await ReleaseFiles.ReadOneAsync(ReleaseFiles.Data("releases", "commission-bridge.html"))).Release!;

        Assert.Equal(
            ("https://rivers.example/releases/2024/bridge", "New bridge over the Tarn opens", new DateOnly(2024, 6, 3), new TimeOnly(9, 30)),
            (release.Id, release.Title, release.Date, release.Time));
        Assert.Equal((release.Id, "Tarnvik", "Northern Rivers Commission", "en"), (release.Url, release.Place, release.Issuer, release.Language));
    }

    [Theory]
    [InlineData("<meta property='article:published_time' content='2024-01-25T10:00:00+06:00'>", "")]
    [InlineData("<meta name='date' content='25 January 2024'>", "")]
    [InlineData("<script type='application/ld+json'>{\"datePublished\": \"2024-01-25\"}</script>", "")]
    [InlineData("", "<time datetime='2024-01-25'>last week</time>")]
    [InlineData("", "<time>25 January 2024</time>")]
    [InlineData("", "<p>Astana, 25 January 2024 – Deputies met.</p>")]
    public async Task Date_is_read_from_meta_time_or_dateline(string head, string body)
    {
        var html = $"<html><head><title>T</title>{head}</head><body><aside><time datetime='2019-01-01'>x</time></aside><article><h1>Visit</h1>{body}<p>Words of the visit.</p></article></body></html>";

        Assert.Equal(new DateOnly(2024, 1, 25), (await _files.ReadTextAsync("2020-02-02.html", html)).Date);
    }

    [Theory]
    [InlineData("<link rel='canonical' href='https://rivers.example/'>")]
    [InlineData("<link rel='canonical' href='/releases/1'>")]
    [InlineData("<meta property='og:url' content='javascript:alert(1)'>")]
    [InlineData("")]
    public async Task Page_without_a_usable_address_has_its_path_as_id(string head)
    {
        var release = await _files.ReadTextAsync("a.htm", $"<html><head>{head}</head><body><h1>Visit</h1><p>Words of the visit.</p></body></html>");

        Assert.Equal(("a.htm", null), (release.Id, release.Url));
    }

    [Fact]
    public async Task Paragraph_in_bold_is_a_heading()
    {
        var release = await _files.ReadTextAsync("a.html", "<html><body><article><h1>Visit</h1><p>Words.</p><p><strong>Results</strong></p><p>None.</p><p><b>Not this.</b></p></article></body></html>");

        Assert.Equal(["Results"], release.Headings.Select(span => span.Of(release.Text)));
        Assert.Equal("Visit\n\nWords.\n\nResults\n\nNone.\n\nNot this.", release.Text);
    }

    [Fact]
    public async Task Short_page_and_fragment_keep_all_their_words()
    {
        Assert.Equal("Visit\n\nWords.\n\nMore.", (await _files.ReadTextAsync("a.html", "<h1>Visit</h1><p>Words.<p>More.")).Text);
        Assert.Equal("Just words.", (await _files.ReadTextAsync("b.html", "Just words.")).Text);
    }

    [Fact]
    public async Task Byte_order_mark_before_the_first_word_is_dropped() =>
        Assert.Equal("Words.", (await _files.ReadTextAsync("a.html", "<p> \uFEFF Words.</p>")).Text);

    [Fact]
    public async Task Long_list_in_the_article_is_not_taken_for_navigation()
    {
        var items = string.Concat(Enumerable.Range(1, 60).Select(i => $"<li><a href='/n/{i}'>Name number {i}</a></li>"));
        var html = $"<html><body><article><h1>Members appointed</h1><p>The commission appointed its members today, after a vote in both of the parliaments, which was held in public.</p><ul>{items}</ul></article></body></html>";
        var release = await _files.ReadTextAsync("a.html", html);

        Assert.Contains("Name number 1\nName number 2\n", release.Text, StringComparison.Ordinal);
        Assert.EndsWith("Name number 60", release.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layout_table_keeps_its_paragraphs()
    {
        var release = await _files.ReadTextAsync("a.html", "<html><body><table><tr><td><h1>Visit</h1><p>One.</p><p>Two.</p></td></tr></table></body></html>");

        Assert.Equal("Visit\n\nOne.\n\nTwo.", release.Text);
    }

    [Fact]
    public async Task Wide_page_is_read_in_reasonable_time()
    {
        var html = "<html><body><article><h1>Visit</h1>" + string.Concat(Enumerable.Repeat("<p>The council met on Monday, and on Tuesday again.</p>\n", 100_000)) + "</article></body></html>";
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.EndsWith("again.", (await _files.ReadTextAsync("a.html", html)).Text, StringComparison.Ordinal);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }
}
