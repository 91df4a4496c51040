using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Access;

public sealed class LimitTests
{
    private const string Question = """{"question": "Who?"}""";

    [Fact]
    public async Task Address_is_refused_when_its_window_is_used_up_and_served_in_the_next()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Limits:PerAddress", "2"), ("Api:Limits:Window", "00:00:30"));

        var first = await AskAsync(api);
        api.Time.Advance(TimeSpan.FromSeconds(9.5));
        var second = await AskAsync(api);
        var third = await AskAsync(api);
        api.Time.Advance(TimeSpan.FromSeconds(20.5));
        var fourth = await AskAsync(api);

        Assert.Equal((200, "2", "1", "30", "2;w=30"), Quota(first.Response));
        Assert.Equal((200, "2", "0", "21", "2;w=30"), Quota(second.Response));
        Assert.Equal((429, "2", "0", "21", "2;w=30"), Quota(third.Response));
        Assert.Equal("21", third.Response.Headers.RetryAfter!.ToString());
        ApiUnderTest.AssertProblem(429, third);
        Assert.Contains("21 seconds", third.Body.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal((200, "2", "1", "30", "2;w=30"), Quota(fourth.Response));
    }

    [Fact]
    public async Task Visitor_is_limited_without_using_up_the_address_that_others_share()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Limits:PerVisitor", "1"), ("Api:Limits:PerAddress", "5"));
        var (one, other) = (await OpenAsync(api), await OpenAsync(api));

        var served = await AskAsync(api, one);
        var refused = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            refused.Add((int)(await AskAsync(api, one)).Response.StatusCode);
        }

        var another = await AskAsync(api, other);

        Assert.Equal((200, "1", "0"), (Quota(served.Response).Status, Quota(served.Response).Limit, Quota(served.Response).Remaining));
        Assert.All(refused, status => Assert.Equal(429, status));
        Assert.Equal(200, (int)another.Response.StatusCode);
    }

    [Fact]
    public async Task New_sessions_do_not_get_round_the_limit_of_the_address()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Limits:PerVisitor", "10"), ("Api:Limits:PerAddress", "3"));
        var token = await OpenAsync(api);
        await OpenAsync(api);

        var last = await AskAsync(api, token);
        var over = await AskAsync(api, token);
        var session = await api.SendAsync(HttpMethod.Post, "/api/session");

        Assert.Equal((200, "3", "0"), (Quota(last.Response).Status, Quota(last.Response).Limit, Quota(last.Response).Remaining));
        ApiUnderTest.AssertProblem(429, over);
        ApiUnderTest.AssertProblem(429, session);
    }

    [Fact]
    public async Task Keys_have_windows_of_their_own_apart_from_the_address()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Limits:PerKey", "2"), ("Api:Limits:PerAddress", "1"));
        var keys = api.Services.GetRequiredService<KeyStore>();
        var (_, usual) = keys.Add("usual", [Scopes.Ask], null);
        var (_, small) = keys.Add("small", [Scopes.Ask], 1);

        var statuses = new[]
        {
            await AskAsync(api, usual), await AskAsync(api, usual), await AskAsync(api, usual), await AskAsync(api, small), await AskAsync(api, small),
            await AskAsync(api), await AskAsync(api),
        };

        Assert.Equal([200, 200, 429, 200, 429, 200, 429], statuses.Select(each => (int)each.Response.StatusCode));
    }

    [Fact]
    public async Task Reading_and_health_are_not_counted()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Limits:PerAddress", "1"));

        foreach (var address in new[] { "/healthz", "/api/about", "/api/releases", "/", "/healthz" })
        {
            var (response, _) = await api.GetAsync(address);
            Assert.Equal(200, (int)response.StatusCode);
            Assert.False(response.Headers.Contains("RateLimit-Limit"), address);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("10.0.0.1", 429)]
    [InlineData(null, 429)]
    public async Task Visitors_behind_a_proxy_are_told_apart_only_when_the_proxy_is_trusted(string? proxy, int status)
    {
        await using var api = proxy is null
            ? await ApiUnderTest.StartAsync(("Api:Limits:PerAddress", "1"))
            : await ApiUnderTest.StartAsync(("Api:Limits:PerAddress", "1"), ("Api:TrustedProxies:0", proxy));

        await api.SendAsync(HttpMethod.Post, "/api/ask", Question, ("X-Forwarded-For", "192.0.2.1"));
        var (second, _) = await api.SendAsync(HttpMethod.Post, "/api/ask", Question, ("X-Forwarded-For", "192.0.2.2"));
        var (again, _) = await api.SendAsync(HttpMethod.Post, "/api/ask", Question, ("X-Forwarded-For", "192.0.2.1"));

        Assert.Equal((status, 429), ((int)second.StatusCode, (int)again.StatusCode));
    }

    [Fact]
    public async Task Trusted_proxy_says_what_the_servers_own_origin_is()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:TrustedProxies:0", "127.0.0.1"));

        var (response, _) = await api.SendAsync(
            HttpMethod.Post,
            "/api/session",
            null,
            ("Origin", "https://bot.example"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "bot.example"));

        Assert.Equal(200, (int)response.StatusCode);
    }

    private static (int Status, string Limit, string Remaining, string Reset, string Policy) Quota(HttpResponseMessage response)
    {
        string Header(string name) => Assert.Single(response.Headers.GetValues(name)).ToString(CultureInfo.InvariantCulture);
        return ((int)response.StatusCode, Header("RateLimit-Limit"), Header("RateLimit-Remaining"), Header("RateLimit-Reset"), Header("RateLimit-Policy"));
    }

    private static async Task<string> OpenAsync(ApiUnderTest api)
    {
        var (_, session) = await api.SendAsync(HttpMethod.Post, "/api/session");
        return session.GetProperty("token").GetString()!;
    }

    private static Task<(HttpResponseMessage Response, System.Text.Json.JsonElement Body)> AskAsync(ApiUnderTest api, string? key = null) =>
        api.SendAsync(HttpMethod.Post, "/api/ask", Question, key is null ? [] : [("Authorization", $"Bearer {key}")]);
}
