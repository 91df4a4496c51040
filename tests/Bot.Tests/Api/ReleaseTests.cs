using System.Text.Json;

namespace ReleaseBot.Api;

public sealed class ReleaseTests
{
    private const string Key = "0123456789abcdef-key";

    [Fact]
    public async Task List_is_paged_and_filtered()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.StoreAsync("a", date: "2024-01-01");
        await api.StoreAsync("b", date: "2024-02-01");
        await api.StoreAsync("c", date: "2024-03-01");

        var (_, page) = await api.GetAsync("/api/releases?offset=1&limit=1");
        var (_, spring) = await api.GetAsync("/api/releases?from=2024-02-01&to=2024-02-28&language=en");

        Assert.Equal((3, 1, 1), (page.GetProperty("total").GetInt32(), page.GetProperty("offset").GetInt32(), page.GetProperty("limit").GetInt32()));
        Assert.Equal("b", Assert.Single(page.GetProperty("releases").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("b", Assert.Single(spring.GetProperty("releases").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/api/releases?limit=0", "limit")]
    [InlineData("/api/releases?limit=201", "limit")]
    [InlineData("/api/releases?offset=-1", "offset")]
    [InlineData("/api/releases?from=2024-13-01", "from")]
    [InlineData("/api/releases?author=x", "author")]
    [InlineData("/api/search?q=who&k=0", "k")]
    [InlineData("/api/search?q=who&k=51", "k")]
    [InlineData("/api/search?q=", "q")]
    [InlineData("/api/search?q=a&q=b", "q")]
    public async Task Wrong_query_is_refused_naming_the_field(string address, string field)
    {
        await using var api = await ApiUnderTest.StartAsync();

        ApiUnderTest.AssertProblem(400, await api.GetAsync(address), field);
    }

    [Theory]
    [InlineData("2024/visit.txt", "2024/visit.txt")]
    [InlineData("2024/visit.txt", "2024%2Fvisit.txt")]
    [InlineData("https://example.org/a/b", "https%3A%2F%2Fexample.org%2Fa%2Fb")]
    [InlineData("https://example.org/a/b", "https://example.org/a/b")]
    [InlineData("https://example.org/page?id=5&x=y z", "https%3A%2F%2Fexample.org%2Fpage%3Fid%3D5%26x%3Dy%20z")]
    [InlineData("https://example.org/page?id=5", "https://example.org/page?id=5")]
    [InlineData("https://example.org/a%2Fb", "https%3A%2F%2Fexample.org%2Fa%252Fb")]
    [InlineData("https://example.org/a%2Fb", "https://example.org/a%2Fb")]
    [InlineData("Größe 100%.txt", "Gr%C3%B6%C3%9Fe%20100%25.txt")]
    public async Task Release_is_found_however_its_id_is_written(string id, string address)
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.StoreAsync(id);

        var (response, body) = await api.GetAsync("/api/releases/" + address);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(id, body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Release_has_its_canonical_text_and_spans_that_lie_in_it()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.StoreAsync("a", "The headline 🌊\n\nVELMORA, 3 March 2024 — The minister spoke – “at length”. Nobody answered.\n\nMedia contact:\nx@example.org");

        var (_, body) = await api.GetAsync("/api/releases/a");

        var text = body.GetProperty("text").GetString()!;
        var title = body.GetProperty("titleSpan");
        Assert.Equal(body.GetProperty("title").GetString(), text[title.GetProperty("start").GetInt32()..title.GetProperty("end").GetInt32()]);
        Assert.NotEqual(0, body.GetProperty("spans").GetArrayLength());
        Assert.NotEqual(0, body.GetProperty("boilerplate").GetArrayLength());
        foreach (var span in body.GetProperty("spans").EnumerateArray())
        {
            Assert.Contains("spoke", text[span.GetProperty("start").GetInt32()..span.GetProperty("end").GetInt32()], StringComparison.Ordinal);
        }

        Assert.False(body.TryGetProperty("source", out _), "The place on the server is nobody's business.");
    }

    [Fact]
    public async Task Unknown_release_is_a_404_with_a_remedy()
    {
        await using var api = await ApiUnderTest.StartAsync();

        ApiUnderTest.AssertProblem(404, await api.GetAsync("/api/releases/none"));
    }

    [Theory]
    [InlineData(null, "Authorization", "Bearer 0123456789abcdef-key", 404)]
    [InlineData(Key, "Authorization", "Bearer wrong", 401)]
    [InlineData(Key, "X-Api-Key", "", 401)]
    [InlineData(Key, "Authorization", "Basic 0123456789abcdef-key", 401)]
    public async Task Adding_and_deleting_need_the_configured_key(string? configured, string header, string sent, int status)
    {
        await using var api = configured is null ? await ApiUnderTest.StartAsync() : await ApiUnderTest.StartAsync(("Api:AdminKey", configured));
        await api.StoreAsync("a");

        ApiUnderTest.AssertProblem(status, await api.SendAsync(HttpMethod.Delete, "/api/releases/a", null, (header, sent)));
        ApiUnderTest.AssertProblem(status, await api.SendAsync(HttpMethod.Post, "/api/releases", "{}", (header, sent)));
        Assert.Equal(["a"], api.Index.Ids);
    }

    [Fact]
    public async Task Release_is_added_replaced_and_deleted_with_the_key()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:AdminKey", Key));
        var document = JsonSerializer.Serialize(new { id = "https://example.org/a", title = "New", date = "2024-05-01", text = "It is new. It has words." });

        var (created, stored) = await api.SendAsync(HttpMethod.Post, "/api/releases", document, ("Authorization", $"Bearer {Key}"));
        var (again, same) = await api.SendAsync(HttpMethod.Post, "/api/releases", document, ("X-Api-Key", Key));

        Assert.Equal((201, "new"), ((int)created.StatusCode, stored.GetProperty("outcome").GetString()));
        Assert.Equal((200, "unchanged"), ((int)again.StatusCode, same.GetProperty("outcome").GetString()));
        var (_, read) = await api.GetAsync(created.Headers.Location!.ToString());
        Assert.Equal("New", read.GetProperty("title").GetString());
        var (deleted, _) = await api.SendAsync(HttpMethod.Delete, created.Headers.Location.ToString(), null, ("X-Api-Key", Key));
        Assert.Equal(204, (int)deleted.StatusCode);
        ApiUnderTest.AssertProblem(404, await api.SendAsync(HttpMethod.Delete, "/api/releases/a", null, ("X-Api-Key", Key)));
    }

    [Theory]
    [InlineData("""{"id": "a"}""")]
    [InlineData("""{"text": "No id. No url."}""")]
    [InlineData("""{"id": "a", "text": "Words.", "date": "someday"}""")]
    [InlineData("""{"id": "a", "text": 5}""")]
    public async Task Wrong_document_is_refused(string document)
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:AdminKey", Key));

        ApiUnderTest.AssertProblem(400, await api.SendAsync(HttpMethod.Post, "/api/releases", document, ("X-Api-Key", Key)));
        Assert.Empty(api.Index.Ids);
    }

    [Fact]
    public async Task Document_of_more_than_5_megabytes_is_refused()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:AdminKey", Key));
        var document = JsonSerializer.Serialize(new { id = "a", text = new string('x', 5 * 1024 * 1024) });

        ApiUnderTest.AssertProblem(413, await api.SendAsync(HttpMethod.Post, "/api/releases", document, ("X-Api-Key", Key)));
    }
}
