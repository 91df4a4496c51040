using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Fakes;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Playground;

/// <summary>Our wire format and our issuer beside the reference implementation, botframework-connector for JavaScript.</summary>
[Collection("processes")]
public sealed class ReferenceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reference_client_and_ours_send_the_same_requests()
    {
        NpmTools.SkipUnlessInstalled();
        await using var teams = await TeamsUnderTest.StartAsync(TimeProvider.System);
        var client = teams.Services.GetRequiredService<ConnectorClient>();
        var asked = JsonSerializer.Deserialize<Activity>(teams.Message("Who?", TeamsUnderTest.ChannelThread), JsonSerializerOptions.Web)!;
        var message = asked.Reply("message") with { Text = "Grüße – “quoted” & <b> 😀", TextFormat = "markdown" };
        var id = (await client.SendAsync(message with { ReplyToId = null }, Stop))!;
        await client.SendAsync(message with { ReplyToId = id }, Stop);
        await client.UpdateAsync(id, message, Stop);
        var ours = teams.Connector.All.ToArray();

        var calls = new JsonArray(
            Call("send", null, ours[0].Body), Call("reply", id, ours[1].Body), Call("update", id, ours[2].Body));
        await NpmTools.RunAsync("send.cjs", new JsonObject
        {
            ["serviceUrl"] = teams.Connector.Url.TrimEnd('/'),
            ["token"] = teams.Tokens.Issued[0],
            ["calls"] = calls,
        }.ToJsonString());
        var theirs = teams.Connector.All.Skip(3).ToArray();

        Assert.Equal(theirs.Select(Wire), ours.Select(Wire));
        Assert.All(theirs, request => Assert.InRange(request.Response!.Status, 200, 201));
        for (var i = 0; i < 3; i++)
        {
            // What their client knows of an activity arrives from both alike; ours may say more.
            foreach (var field in theirs[i].Json.EnumerateObject())
            {
                Assert.True(ours[i].Json.TryGetProperty(field.Name, out var own), $"{field.Name} is missing in ours");
                Assert.True(JsonElement.DeepEquals(field.Value, own), $"{field.Name}: {field.Value} is {own} in ours");
            }
        }
    }

    [Fact]
    public async Task Reference_implementation_judges_our_issuers_tokens_as_the_bot_does()
    {
        NpmTools.SkipUnlessInstalled();
        await using var issuer = await TokenIssuer.StartAsync(TimeProvider.System);
        const string ServiceUrl = "https://smba.trafficmanager.net/amer/";
        // Where the two differ: it takes tokens that never expire, keys without endorsements and other RS algorithms, and it wants one
        // audience, "Bearer" in that case, and the very same bytes as service URL.
        string[] different = ["good, several audiences", "lower-case scheme", "endorsed for none", "good, without the slash", "RS512", "no expiry"];
        var tokens = AuthenticationTests.Table
            .Where(row => !different.Contains(row.Key))
            .ToDictionary(row => row.Key, row => row.Value.Authorization(issuer, ServiceUrl));

        var printed = await NpmTools.RunAsync("tokens.cjs", JsonSerializer.Serialize(new
        {
            metadataUrl = issuer.MetadataUrl,
            appId = TokenIssuer.AppId,
            activity = new { type = "message", id = "1", channelId = "msteams", serviceUrl = ServiceUrl, conversation = new { id = "a:1" } },
            tokens,
        }));

        var verdicts = JsonSerializer.Deserialize<Dictionary<string, string>>(printed)!;
        Assert.Equal(tokens.Count, verdicts.Count);
        Assert.Equal(
            tokens.Keys.Select(name => (name, AuthenticationTests.Table[name].Status == 202)),
            tokens.Keys.Select(name => (name, verdicts[name] == "accepted")));
    }

    private static JsonObject Call(string operation, string? id, string activity) => new()
    {
        ["operation"] = operation,
        ["conversation"] = TeamsUnderTest.ChannelThread,
        ["id"] = id,
        ["activity"] = JsonNode.Parse(activity),
    };

    private static (string, string, string, string) Wire(ConnectorRequest request) => (
        request.Method, request.Path, request.Headers["Authorization"], request.Headers["Content-Type"].Replace(" ", "", StringComparison.Ordinal));
}
