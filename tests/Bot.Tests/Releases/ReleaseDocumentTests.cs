using System.Text.Json;

namespace ReleaseBot.Releases;

public sealed class ReleaseDocumentTests : IDisposable
{
    private readonly ReleaseFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Line_becomes_a_release_with_its_fields()
    {
        var path = ReleaseFiles.Data("releases", "archive.jsonl");
        var results = await ReleaseFiles.ReadAllAsync(path);
        var release = results[0].Release!;

        Assert.Equal((path, 1, null), (results[0].Source, results[0].Line, results[0].Error));
        Assert.Equal("Commission appoints new secretary\n\nThe Commission has appointed Ida Holm as its secretary.\n\nShe takes office on 1 March.", release.Text);
        Assert.Equal(
            ("nrc-101", "Commission appoints new secretary", new DateOnly(2023, 2, 1), "Tarnvik", "Northern Rivers Commission; Secretariat", "en"),
            (release.Id, release.Title, release.Date, release.Place, release.Issuer, release.Language));
        ReleaseFiles.AssertSound(release);
    }

    [Fact]
    public async Task Lead_that_the_text_lacks_stands_before_it_and_the_language_is_that_of_the_text()
    {
        var release = (await ReleaseFiles.ReadAllAsync(ReleaseFiles.Data("releases", "archive.jsonl")))[1].Release!;

        Assert.StartsWith(release.Title + "\n\nDie Kommission hat neue Massnahmen beschlossen.\n\nDie Kommission hat an ihrer Sitzung", release.Text, StringComparison.Ordinal);
        Assert.Equal(("de", "Northern Rivers Commission"), (release.Language, release.Issuer));
    }

    [Theory]
    [InlineData("\"a\\u0000b\\ud800c\\udc00d \\ud83d\\ude00\\r\\ne  \\tf\"", "abcd 😀\ne  \tf")]
    [InlineData("\"\\\\ud800 stays, \\\\\\ud800goes, \\ud83d\\ud83d\\ude00 too\"", "\\ud800 stays, \\goes, 😀 too")]
    [InlineData("\" Two  spaces\\n\\n\\n\\u202eand\\u202c e\\u0301 \"", " Two  spaces\n\n\n\u202Eand\u202C e\u0301 ")]
    public async Task Text_is_verbatim_but_for_line_ends_nul_and_lone_surrogates(string json, string expected)
    {
        var release = await _files.ReadTextAsync("a.jsonl", $$"""{"id": "1", "title": "T", "text": {{json}}}""");

        Assert.Equal("T\n\n" + expected, release.Text);
    }

    [Fact]
    public async Task Lines_may_end_in_crlf_and_the_file_may_begin_with_a_mark()
    {
        var results = await ReleaseFiles.ReadAllAsync(_files.Write("a.jsonl", "\uFEFF{\"id\": 7, \"text\": \"One.\"}\r\n\r\n{\"id\": \"8\", \"text\": \"Two.\"}\r\n"));

        Assert.Equal(["7", "8"], results.Select(result => result.Release!.Id));
        Assert.Equal([1, 3], results.Select(result => result.Line!.Value));
    }

    [Fact]
    public void Document_becomes_a_release_from_the_api()
    {
        var release = new ReleaseDocument { Url = "https://rivers.example/1", Title = " New\n bridge ", Text = "It opened.", Date = "2024-06-03T09:30:00Z", Place = "Tarnvik", Lang = "en-GB" }.ToRelease();

        Assert.Equal(("https://rivers.example/1", "https://rivers.example/1", "api", "New bridge"), (release.Id, release.Url, release.Source, release.Title));
        Assert.Equal((new DateOnly(2024, 6, 3), new TimeOnly(9, 30), "Tarnvik", "en"), (release.Date, release.Time, release.Place, release.Language));
        Assert.Equal("New bridge\n\nIt opened.", release.Text);
    }

    [Fact]
    public void Id_is_exactly_as_given() => Assert.Equal(" nrc/7 ", new ReleaseDocument { Id = " nrc/7 ", Text = "It opened." }.ToRelease().Id);

    [Fact]
    public void Without_title_the_first_line_serves()
    {
        var release = new ReleaseDocument { Id = "1", Text = "New bridge\n\nIt opened." }.ToRelease();

        Assert.Equal(("New bridge", "New bridge\n\nIt opened."), (release.Title, release.Text));
    }

    [Fact]
    public void Without_date_the_dateline_serves() =>
        Assert.Equal(new DateOnly(2024, 1, 25), new ReleaseDocument { Id = "1", Title = "Visit", Text = "25 January 2024 – Astana – Deputies met." }.ToRelease().Date);

    [Theory]
    [InlineData("""{"text": "It opened."}""", "\"id\" is missing")]
    [InlineData("""{"id": " ", "text": "It opened."}""", "\"id\" is missing")]
    [InlineData("""{"id": "1"}""", "\"text\" is missing")]
    [InlineData("""{"id": "1", "title": "T", "text": " \u0000 "}""", "\"text\" is missing")]
    [InlineData("""{"id": "1", "text": "x", "date": "2024-02-30"}""", "\"date\" is not a date: \"2024-02-30\"")]
    [InlineData("""{"id": "1", "text": "x", "url": "javascript:alert(1)"}""", "\"url\" is not an http(s) address")]
    public void Document_that_lacks_what_is_needed_is_refused_with_the_remedy(string json, string reason)
    {
        var document = JsonSerializer.Deserialize<ReleaseDocument>(json)!;

        Assert.Contains(reason, Assert.Throws<ReleaseFormatException>(() => document.ToRelease()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Id_of_excessive_length_is_refused() =>
        Assert.Throws<ReleaseFormatException>(() => new ReleaseDocument { Id = new string('x', 2001), Text = "It opened." }.ToRelease());
}
