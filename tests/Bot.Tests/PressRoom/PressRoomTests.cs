using System.Net;
using System.Text.RegularExpressions;
using ReleaseBot.Api;
using ReleaseBot.Index;

namespace ReleaseBot.PressRoom;

public sealed partial class PressRoomTests
{
    [Fact]
    public async Task Front_page_lists_twelve_releases_newest_first_with_a_way_to_the_older()
    {
        await using var api = await ApiUnderTest.StartAsync();
        for (var month = 1; month <= 12; month++)
        {
            await api.StoreAsync($"m{month}", $"Month {month}\n\nWhat the members of the council decided about the river this month.", $"2024-{month:00}-05");
        }

        await api.StoreAsync("old", "The oldest\n\nWords.", "2022-02-02");

        var (_, first) = await api.GetAsync("/");
        var (_, second) = await api.GetAsync("/?page=2");
        var (_, year) = await api.GetAsync("/?year=2022");

        Assert.Equal(Enumerable.Range(1, 12).Reverse().Select(month => $"Month {month}"), Titles(first.GetString()!));
        Assert.Contains("What the members of the council decided", first.GetString(), StringComparison.Ordinal);
        Assert.Contains("?page=2#main", first.GetString(), StringComparison.Ordinal);
        Assert.Equal(["The oldest"], Titles(second.GetString()!));
        Assert.Equal(["The oldest"], Titles(year.GetString()!));
    }

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?page=x")]
    [InlineData("?year=1")]
    [InlineData("?year=99999999999999999999")]
    public async Task Front_page_makes_do_with_a_query_that_makes_no_sense(string query)
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.StoreAsync("a");

        var (response, body) = await api.GetAsync("/" + query);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(["A headline"], Titles(body.GetString()!));
    }

    [Fact]
    public async Task Empty_index_says_what_to_do()
    {
        await using var api = await ApiUnderTest.StartAsync();

        Assert.Contains("bot ingest", (await api.GetAsync("/")).Body.GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024/visit.txt", "/releases/2024%2Fvisit.txt")]
    [InlineData("2024/visit.txt", "/releases/2024/visit.txt")]
    [InlineData("https://example.org/page?id=5", "/releases/https%3A%2F%2Fexample.org%2Fpage%3Fid%3D5")]
    public async Task Page_of_a_release_marks_the_words_asked_for(string id, string address)
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.StoreAsync(id);

        var (response, body) = await api.GetAsync(address + "?mark=12-31");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("<mark id=\"quote\" tabindex=\"-1\">The minister spoke.</mark>", body.GetString(), StringComparison.Ordinal);
        Assert.Single(Mark().Matches(body.GetString()!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?mark=5")]
    [InlineData("?mark=31-12")]
    [InlineData("?mark=0-9999")]
    [InlineData("?mark=-1-5")]
    [InlineData("?mark=99999999999-5")]
    public async Task Page_of_a_release_marks_nothing_when_no_words_are_asked_for(string query)
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.StoreAsync("a");

        var (response, body) = await api.GetAsync("/releases/a" + query);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Empty(Mark().Matches(body.GetString()!));
    }

    [Fact]
    public async Task Organisation_is_named_when_configured()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Organisation", "Harbour & Sons"));
        await api.StoreAsync("a");

        Assert.Contains("Harbour &amp; Sons", (await api.GetAsync("/")).Body.GetString(), StringComparison.Ordinal);
        Assert.Contains("Harbour &amp; Sons", (await api.GetAsync("/releases/a")).Body.GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_release_is_a_page_that_says_so()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, body) = await api.GetAsync("/releases/none");

        Assert.Equal((404, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("no such release", body.GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/releases/a")]
    public async Task Index_that_cannot_be_opened_is_told_on_the_page(string address)
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Index.BeforeOpen = () => throw new IndexException("The index file is damaged. Restore it or ingest again.");

        var (response, body) = await api.GetAsync(address);

        Assert.Equal((503, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Restore it or ingest again.", body.GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Titles(string html) => Title().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("<h3[^>]*><a[^>]*>(.*?)</a></h3>")]
    private static partial Regex Title();

    [GeneratedRegex("<mark ")]
    private static partial Regex Mark();
}
