namespace ReleaseBot.Api.Access;

public sealed class CorsTests
{
    private const string Page = "https://www.example.org";

    [Theory]
    [InlineData("POST", "/api/ask", "authorization,content-type")]
    [InlineData("POST", "/api/session", "")]
    [InlineData("GET", "/api/search", "authorization")]
    [InlineData("POST", "/api/feedback", "content-type")]
    public async Task Preflight_of_an_allowed_page_is_granted(string method, string address, string wanted)
    {
        await using var api = await StartAsync();

        var (response, _) = await PreflightAsync(api, address, Page, method, wanted);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains(method, string.Join(',', response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        var granted = string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.All(wanted.Split(',', StringSplitOptions.RemoveEmptyEntries), header => Assert.Contains(header, granted, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("600", Assert.Single(response.Headers.GetValues("Access-Control-Max-Age")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"), "Tokens are sent by the page itself; cookies have no part in it.");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://www.example.org.evil.example")]
    [InlineData("http://www.example.org")]
    [InlineData("https://www.example.org:444")]
    [InlineData("https://sub.www.example.org")]
    [InlineData("null")]
    public async Task Other_origins_are_granted_nothing(string origin)
    {
        await using var api = await StartAsync();

        var (preflight, _) = await PreflightAsync(api, "/api/ask", origin, "POST", "content-type");
        var (read, _) = await api.SendAsync(HttpMethod.Get, "/api/about", null, ("Origin", origin));

        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(read.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/api/about")]
    [InlineData("/page.js")]
    [InlineData("/nowhere")]
    public async Task Every_response_varies_by_origin_once(string address)
    {
        await using var api = await StartAsync();

        var (allowed, _) = await api.SendAsync(HttpMethod.Get, address, null, ("Origin", Page));
        var (none, _) = await api.GetAsync(address);

        Assert.Equal(Page, Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("Origin", Assert.Single(allowed.Headers.Vary));
        Assert.Equal("Origin", Assert.Single(none.Headers.Vary));
        Assert.Contains("RateLimit-Remaining", string.Join(',', allowed.Headers.GetValues("Access-Control-Expose-Headers")), StringComparison.Ordinal);
    }

    private static Task<ApiUnderTest> StartAsync() => ApiUnderTest.StartAsync(("Api:AllowedOrigins:0", Page), ("Api:AllowedOrigins:1", "https://other.example"));

    private static Task<(HttpResponseMessage Response, System.Text.Json.JsonElement Body)> PreflightAsync(
        ApiUnderTest api, string address, string origin, string method, string headers) => api.SendAsync(
        HttpMethod.Options,
        address,
        null,
        ("Origin", origin),
        ("Access-Control-Request-Method", method),
        ("Access-Control-Request-Headers", headers));
}
