using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Api.Access;

public sealed class SessionTests
{
    private const string Page = "https://www.example.org";
    private const string Question = """{"question": "Who?"}""";

    private static readonly (string Key, string Value) _allowed = ("Api:AllowedOrigins:0", Page);

    [Fact]
    public async Task Page_of_an_allowed_origin_asks_with_its_token()
    {
        await using var api = await ApiUnderTest.StartAsync(_allowed, ("Api:RequireKey", "true"));

        var (opened, session) = await api.SendAsync(HttpMethod.Post, "/api/session", null, ("Origin", Page));
        var token = session.GetProperty("token").GetString()!;
        var (asked, _) = await AskAsync(api, token, Page);

        Assert.Equal((200, 200), ((int)opened.StatusCode, (int)asked.StatusCode));
        Assert.Equal("no-store", opened.Headers.CacheControl?.ToString());
        Assert.Equal(api.Time.GetUtcNow() + TimeSpan.FromMinutes(15), session.GetProperty("expiresAt").GetDateTimeOffset());
        ApiUnderTest.AssertProblem(401, await api.AskAsync(Question));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://www.example.org")]
    [InlineData("https://www.example.org:8443")]
    [InlineData("https://www.example.org.evil.example")]
    [InlineData("https://www.example.org/")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task Any_other_origin_gets_no_token_and_cannot_use_one(string origin)
    {
        await using var api = await ApiUnderTest.StartAsync(_allowed);
        var token = await OpenAsync(api, Page);

        ApiUnderTest.AssertProblem(403, await api.SendAsync(HttpMethod.Post, "/api/session", null, ("Origin", origin)));
        ApiUnderTest.AssertProblem(401, await AskAsync(api, token, origin));
        ApiUnderTest.AssertProblem(401, await api.SendAsync(HttpMethod.Post, "/api/ask", Question, ("Authorization", $"Bearer {token}")));
    }

    [Fact]
    public async Task Own_page_needs_no_configuration_and_no_origin_header()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var own = api.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var token = await OpenAsync(api, own);

        var (named, _) = await AskAsync(api, token, own);
        var (unnamed, _) = await api.SendAsync(HttpMethod.Post, "/api/ask", Question, ("Authorization", $"Bearer {token}"));

        Assert.Equal((200, 200), ((int)named.StatusCode, (int)unnamed.StatusCode));
    }

    [Fact]
    public async Task Expired_token_is_refused_with_the_way_to_a_new_one()
    {
        await using var api = await ApiUnderTest.StartAsync(_allowed, ("Api:SessionLifetime", "00:05:00"));
        var token = await OpenAsync(api, Page);

        api.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        var (last, _) = await AskAsync(api, token, Page);
        api.Time.Advance(TimeSpan.FromMilliseconds(1));
        var late = await AskAsync(api, token, Page);

        Assert.Equal(200, (int)last.StatusCode);
        ApiUnderTest.AssertProblem(401, late);
        Assert.Contains("expired", late.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("/api/session", late.Body.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Contains("invalid_token", Assert.Single(late.Response.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
        Assert.Equal(Page, Assert.Single(late.Response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Altered_token_is_refused_whichever_character_was_altered()
    {
        await using var api = await ApiUnderTest.StartAsync(_allowed);
        var token = await OpenAsync(api, Page);

        for (var at = SessionTokens.Prefix.Length; at < token.Length - 1; at += 7)
        {
            var altered = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            ApiUnderTest.AssertProblem(401, await AskAsync(api, altered, Page));
        }

        ApiUnderTest.AssertProblem(401, await AskAsync(api, token[..^1], Page));
        ApiUnderTest.AssertProblem(401, await AskAsync(api, token + "A", Page));
        ApiUnderTest.AssertProblem(401, await AskAsync(api, SessionTokens.Prefix, Page));
    }

    [Fact]
    public async Task Replicas_with_one_configured_key_take_each_others_tokens()
    {
        const string shared = "0123456789abcdef0123456789abcdef";
        await using var first = await ApiUnderTest.StartAsync(_allowed, ("Api:TokenKey", shared));
        await using var second = await ApiUnderTest.StartAsync(_allowed, ("Api:TokenKey", shared));
        await using var stranger = await ApiUnderTest.StartAsync(_allowed);
        var token = await OpenAsync(first, Page);

        var (taken, _) = await AskAsync(second, token, Page);

        Assert.Equal(200, (int)taken.StatusCode);
        ApiUnderTest.AssertProblem(401, await AskAsync(stranger, token, Page));
    }

    [Fact]
    public async Task Key_made_at_the_first_token_is_the_same_after_a_restart()
    {
        var data = Directory.CreateTempSubdirectory("bot-session-");
        try
        {
            string token;
            await using (var before = await ApiUnderTest.StartAsync(_allowed, ("Bot:DataDirectory", data.FullName)))
            {
                token = await OpenAsync(before, Page);
            }

            await using var after = await ApiUnderTest.StartAsync(_allowed, ("Bot:DataDirectory", data.FullName));
            var (taken, _) = await AskAsync(after, token, Page);

            Assert.Equal(200, (int)taken.StatusCode);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data.FullName, "session.key")));
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("https://example.org", true)]
    [InlineData("https://example.org:8443", true)]
    [InlineData("http://[::1]:3000", true)]
    [InlineData("https://EXAMPLE.org", true)]
    [InlineData("https://example.org/path", false)]
    [InlineData("https://user@example.org", false)]
    [InlineData("https://example.org?x", false)]
    [InlineData("example.org", false)]
    [InlineData("file:///x", false)]
    [InlineData("*", false)]
    [InlineData("https://*.example.org", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void Origin_is_scheme_host_and_port_and_nothing_more(string text, bool expected) => Assert.Equal(expected, Origins.IsOrigin(text));

    [Theory]
    [InlineData("https", "bot.example", "https://bot.example", true)]
    [InlineData("https", "bot.example:443", "https://bot.example", true)]
    [InlineData("http", "BOT.example:5080", "http://bot.example:5080", true)]
    [InlineData("http", "[::1]:5080", "http://[::1]:5080", true)]
    [InlineData("http", "bot.example", "https://bot.example", false)]
    [InlineData("https", "bot.example", "https://bücher.example", false)]
    public void Own_origin_is_written_as_browsers_write_it(string scheme, string host, string origin, bool expected)
    {
        var origins = new Origins(Options.Create(new AccessOptions()));
        var request = new DefaultHttpContext { Request = { Scheme = scheme, Host = new HostString(host) } }.Request;

        Assert.Equal(expected, origins.MayUse(origin, request));
    }

    private static async Task<string> OpenAsync(ApiUnderTest api, string origin)
    {
        var (_, session) = await api.SendAsync(HttpMethod.Post, "/api/session", null, ("Origin", origin));
        return session.GetProperty("token").GetString()!;
    }

    private static Task<(HttpResponseMessage Response, System.Text.Json.JsonElement Body)> AskAsync(ApiUnderTest api, string token, string origin) =>
        api.SendAsync(HttpMethod.Post, "/api/ask", Question, ("Authorization", $"Bearer {token}"), ("Origin", origin));
}
