using Microsoft.Extensions.Options;
using ReleaseBot.Api;
using ReleaseBot.Index;

namespace ReleaseBot.Operations;

public sealed class WebAppTests
{
    [Fact]
    public async Task Page_is_served_with_a_strict_policy()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, body) = await api.GetAsync("/");

        Assert.Equal((200, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var html = body.GetString()!;
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("widget.js")]
    [InlineData("pressroom.js")]
    [InlineData("pressroom.css")]
    [InlineData("icon.svg")]
    [InlineData("admin/admin.js")]
    [InlineData("admin/admin.css")]
    public async Task Files_of_the_page_are_served_and_write_no_markup(string file)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, body) = await api.GetAsync("/" + file);

        Assert.Equal(200, (int)response.StatusCode);
        foreach (var way in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(" })
        {
            Assert.DoesNotContain(way, body.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/api/nowhere", 404)]
    [InlineData("GET", "/api/ask", 405)]
    [InlineData("DELETE", "/api/search", 405)]
    public async Task Wrong_address_is_a_problem_with_a_remedy(string method, string address, int status)
    {
        await using var api = await ApiUnderTest.StartAsync();

        ApiUnderTest.AssertProblem(status, await api.SendAsync(new HttpMethod(method), address, null, ("Accept", "text/html")));
    }

    [Fact]
    public async Task Ready_is_red_with_the_reason_while_the_index_cannot_be_opened()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Index.BeforeOpen = () => throw new IndexException("The index file is damaged. Restore it or ingest again.");

        var red = await api.GetAsync("/readyz");
        var (alive, _) = await api.GetAsync("/healthz");
        api.Index.BeforeOpen = () => { };
        var (green, body) = await api.GetAsync("/readyz");

        ApiUnderTest.AssertProblem(503, red);
        Assert.Contains("damaged", red.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (int)alive.StatusCode);
        Assert.Equal((200, "ready"), ((int)green.StatusCode, body.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData("Api:AdminKey", "short")]
    [InlineData("Api:ConcurrentAnswers", "0")]
    [InlineData("Api:WaitingAnswers", "-1")]
    [InlineData("Api:LongestWait", "0")]
    [InlineData("Api:RepeatWindow", "00:00:00")]
    [InlineData("Api:AllowedOrigins:0", "https://example.org/path")]
    [InlineData("Api:AllowedOrigins:0", "*")]
    [InlineData("Api:TokenKey", "short")]
    [InlineData("Api:SessionLifetime", "00:00:59")]
    [InlineData("Api:TrustedProxies:0", "proxy.local")]
    [InlineData("Api:Limits:PerKey", "0")]
    [InlineData("Api:Limits:PerVisitor", "0")]
    [InlineData("Api:Limits:PerAddress", "1000001")]
    [InlineData("Api:Limits:Window", "00:00:00")]
    [InlineData("Feedback:Retention", "-1")]
    [InlineData("Feedback:MaxAnswers", "99")]
    [InlineData("Bot:MaxQuestionLength", "0")]
    [InlineData("Bot:DataDirectory", "")]
    public void Wrong_setting_fails_at_start_naming_it_and_the_remedy(string key, string value)
    {
        var thrown = Assert.Throws<OptionsValidationException>(() => WebApp.Create(new Dictionary<string, string?> { [key] = value }));

        Assert.Contains(key.Replace(":0", string.Empty, StringComparison.Ordinal), thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_says_how_much_there_is_to_ask()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Examples:0", "Who?"));
        await api.StoreAsync("a", date: "2024-01-25");

        var (_, body) = await api.GetAsync("/api/about");

        Assert.Equal((1, "2024-01-25", false), (
            body.GetProperty("releases").GetInt32(), body.GetProperty("newest").GetString(), body.GetProperty("samples").GetBoolean()));
        Assert.Equal("Who?", Assert.Single(body.GetProperty("examples").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Suggestions_are_those_configured()
    {
        await using var none = await ApiUnderTest.StartAsync();
        await using var some = await ApiUnderTest.StartAsync(("Api:Examples:0", "Who?"), ("Api:Examples:1", "What?"));

        Assert.Equal("""{"suggestions":[]}""", (await none.GetAsync("/api/suggestions")).Body.GetRawText());
        Assert.Equal("""{"suggestions":["Who?","What?"]}""", (await some.GetAsync("/api/suggestions")).Body.GetRawText());
    }

    [Fact]
    public async Task Widget_is_one_small_file_that_any_page_may_load()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, body) = await api.SendAsync(HttpMethod.Get, "/widget.js", null, ("Origin", "https://anywhere.example"));

        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.InRange(response.Content.Headers.ContentLength!.Value, 1, 30 * 1024);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.DoesNotMatch("(?m)^import |import\\(|eval\\(|new Function|setAttribute\\(.style|\\.style\\.", body.GetString()!);
    }
}
