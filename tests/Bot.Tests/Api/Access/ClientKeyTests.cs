using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using OpenAI;
using OpenAI.Chat;
using ReleaseBot.Api.Mcp;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Access;

/// <summary>Keys, scopes and limits as chat clients and models meet them.</summary>
public sealed class ClientKeyTests
{
    [Theory]
    [InlineData(true, "", 401, "invalid_api_key")]
    [InlineData(true, "search", 403, "insufficient_permissions")]
    [InlineData(true, "ask", 200, null)]
    [InlineData(false, "", 200, null)]
    [InlineData(false, "search", 403, "insufficient_permissions")]
    public async Task Chat_needs_the_scope_of_asking(bool required, string scope, int status, string? code)
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:RequireKey", $"{required}"));
        var client = Client(api, Key(api, scope));

        if (status == 200)
        {
            Assert.Single((await client.CompleteChatAsync([new UserChatMessage("Who?")], null, TestContext.Current.CancellationToken)).Value.Content);
            return;
        }

        var refused = await Assert.ThrowsAsync<ClientResultException>(
            () => client.CompleteChatAsync([new UserChatMessage("Who?")], null, TestContext.Current.CancellationToken));
        Assert.Equal(status, refused.Status);
        Assert.Equal(code, ErrorOf(refused).GetProperty("code").GetString());
        Assert.Contains("bot keys add", ErrorOf(refused).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Null(api.Asked);
    }

    [Fact]
    public async Task Chat_over_the_limit_is_told_when_to_come_back()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:Limits:PerAddress", "1"));
        var client = Client(api, "any");
        await client.CompleteChatAsync([new UserChatMessage("Who?")], null, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<ClientResultException>(
            () => client.CompleteChatAsync([new UserChatMessage("Who?")], null, TestContext.Current.CancellationToken));

        Assert.Equal((429, "rate_limit_exceeded"), (refused.Status, ErrorOf(refused).GetProperty("code").GetString()));
        Assert.True(refused.GetRawResponse()!.Headers.TryGetValue("Retry-After", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ask")]
    [InlineData("rbk_unknown")]
    public async Task Tools_need_the_scope_of_searching(string scope)
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:RequireKey", "true"));
        var key = scope.StartsWith("rbk_", StringComparison.Ordinal) ? scope : Key(api, scope);

        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            await using var client = await ReleaseToolsTests.ConnectAsync(api.Address, key);
        });
    }

    [Fact]
    public async Task Tool_that_asks_needs_the_scope_of_asking_too()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:RequireKey", "true"));
        await api.StoreAsync("a");
        await using var reader = await ReleaseToolsTests.ConnectAsync(api.Address, Key(api, "search"));
        await using var asker = await ReleaseToolsTests.ConnectAsync(api.Address, Key(api, "ask", "search"));

        var read = await CallAsync(reader, "get_release", "id", "a");
        var refused = await CallAsync(reader, "ask_releases", "question", "Who?");
        var asked = await CallAsync(asker, "ask_releases", "question", "Who?");

        Assert.Equal((false, true, false), (read.IsError ?? false, refused.IsError ?? false, asked.IsError ?? false));
        Assert.Contains("lacks the scope \"ask\"", Assert.IsType<TextContentBlock>(Assert.Single(refused.Content)).Text, StringComparison.Ordinal);
    }

    private static string Key(ApiUnderTest api, params string[] scopes)
    {
        var wanted = scopes.Where(scope => scope.Length > 0).ToArray();
        return wanted.Length == 0 ? "sk-dummy" : api.Services.GetRequiredService<KeyStore>().Add(string.Join("-", wanted), [.. wanted], null).Secret;
    }

    private static ChatClient Client(ApiUnderTest api, string key) => new("release-bot", new ApiKeyCredential(key), new OpenAIClientOptions
    {
        Endpoint = new Uri(api.Address, "/v1"),
        RetryPolicy = new ClientRetryPolicy(0),
    });

    private static JsonElement ErrorOf(ClientResultException refused) => JsonElement.Parse(refused.GetRawResponse()!.Content).GetProperty("error");

    private static ValueTask<CallToolResult> CallAsync(McpClient client, string tool, string name, string value) => client.CallToolAsync(
        tool, new Dictionary<string, object?> { [name] = value }, cancellationToken: TestContext.Current.CancellationToken);
}
