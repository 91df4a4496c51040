using System.Text.RegularExpressions;

namespace ReleaseBot.Api.Documentation;

public sealed class DocsPageTests
{
    [Fact]
    public async Task Page_runs_its_own_scripts_only_and_loads_nothing_from_elsewhere()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, body) = await api.GetAsync("/docs");
        var (again, _) = await api.GetAsync("/docs/");

        Assert.Equal((200, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var html = body.GetString()!;
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        var nonce = Regex.Match(policy, @"script-src 'nonce-([\w+/=-]{20,})' 'strict-dynamic';").Groups[1].Value;
        Assert.NotEqual(string.Empty, nonce);
        Assert.NotEqual(policy, Assert.Single(again.Headers.GetValues("Content-Security-Policy")));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        var scripts = Regex.Matches(html, "<script[^>]*>").Select(match => match.Value).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script, StringComparison.Ordinal));
        Assert.DoesNotMatch("https?://", html);
        Assert.Contains("openapi/v1.json", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs/scalar.js")]
    [InlineData("/docs/scalar.aspnetcore.js")]
    public async Task Its_scripts_come_from_this_server(string address)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, _) = await api.GetAsync(address);

        Assert.Equal((200, "text/javascript"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }
}
