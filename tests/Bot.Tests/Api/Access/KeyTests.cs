using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Access;

public sealed class KeyTests
{
    private const string Question = """{"question": "Who?"}""";

    [Theory]
    [InlineData("ask", "POST", "/api/ask", 200)]
    [InlineData("search", "POST", "/api/ask", 403)]
    [InlineData("ingest", "POST", "/api/ask", 403)]
    [InlineData("ask", "DELETE", "/api/releases/none", 403)]
    [InlineData("ingest", "DELETE", "/api/releases/none", 404)]
    [InlineData("ingest", "GET", "/api/admin/overview", 403)]
    [InlineData("admin", "GET", "/api/admin/overview", 200)]
    public async Task Key_opens_its_scopes_and_no_other(string scope, string method, string address, int status)
    {
        await using var api = await ApiUnderTest.StartAsync();
        var (_, secret) = api.Services.GetRequiredService<KeyStore>().Add("a", [scope], null);

        var answer = await api.SendAsync(new HttpMethod(method), address, method == "POST" ? Question : null, ("Authorization", $"Bearer {secret}"));

        Assert.Equal(status, (int)answer.Response.StatusCode);
        if (status != 200)
        {
            ApiUnderTest.AssertProblem(status, answer);
        }
    }

    [Fact]
    public async Task Removed_key_is_refused_while_the_server_runs()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var keys = api.Services.GetRequiredService<KeyStore>();
        var (_, secret) = keys.Add("a", [Scopes.Ask], null);
        var (before, _) = await AskAsync(api, ("X-Api-Key", secret));

        keys.Remove("a");

        Assert.Equal(200, (int)before.StatusCode);
        ApiUnderTest.AssertProblem(401, await AskAsync(api, ("X-Api-Key", secret)));
    }

    [Theory]
    [InlineData("Authorization", "Bearer sk-a-chat-clients-dummy", 200)]
    [InlineData("Authorization", "Basic dXNlcjpwYXNz", 200)]
    [InlineData("Authorization", "Bearer rbk_unknown", 401)]
    [InlineData("X-Api-Key", "rbk_unknown", 401)]
    public async Task Without_need_of_a_key_foreign_ones_are_ignored_and_our_own_must_be_good(string header, string value, int status)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, _) = await AskAsync(api, (header, value));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/api/ask", 401)]
    [InlineData("GET", "/api/search?q=who", 401)]
    [InlineData("POST", "/api/feedback", 401)]
    [InlineData("GET", "/api/releases", 200)]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/healthz", 200)]
    public async Task Where_keys_are_required_only_reading_is_open(string method, string address, int status)
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:RequireKey", "true"));

        var (response, _) = await api.SendAsync(new HttpMethod(method), address, method == "POST" ? Question : null, ("Authorization", "Bearer dummy"));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Admin_part_is_off_until_there_is_a_key_for_it()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var off = await api.GetAsync("/api/admin/overview");
        api.Services.GetRequiredService<KeyStore>().Add("a", [Scopes.Admin], null);
        var closed = await api.GetAsync("/api/admin/overview");

        ApiUnderTest.AssertProblem(404, off);
        Assert.Contains("bot keys add", off.Body.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        ApiUnderTest.AssertProblem(401, closed);
    }

    [Fact]
    public async Task Admin_key_of_the_settings_does_everything()
    {
        const string key = "0123456789abcdef-key";
        await using var api = await ApiUnderTest.StartAsync(("Api:AdminKey", key), ("Api:RequireKey", "true"));

        var (asked, _) = await AskAsync(api, ("Authorization", $"Bearer {key}"));
        var (read, _) = await api.SendAsync(HttpMethod.Get, "/api/admin/overview", null, ("X-Api-Key", key));

        Assert.Equal((200, 200), ((int)asked.StatusCode, (int)read.StatusCode));
    }

    private static Task<(HttpResponseMessage Response, System.Text.Json.JsonElement Body)> AskAsync(ApiUnderTest api, (string, string) header) =>
        api.SendAsync(HttpMethod.Post, "/api/ask", Question, header);
}
