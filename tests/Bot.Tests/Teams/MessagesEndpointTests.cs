using System.Text.Json.Nodes;

namespace ReleaseBot.Teams;

/// <summary>What the endpoint takes and what it refuses.</summary>
public sealed class MessagesEndpointTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("{}", "application/json", 400)]
    [InlineData("""{"type": 5, "conversation": {"id": "a"}}""", "application/json", 400)]
    [InlineData("""{"type": "message"}""", "application/json", 400)]
    [InlineData("""{"type": "message", "conversation": {"id": ""}}""", "application/json", 400)]
    [InlineData("""{"conversation": {"id": "a:1"}}""", "application/json", 400)]
    [InlineData("""{"type": "message", "text": "\ud800", "conversation": {"id": "a:1"}}""", "application/json", 400)]
    [InlineData("{}", "text/plain", 415)]
    public async Task Body_that_is_no_activity_is_refused(string body, string contentType, int status)
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        var response = await teams.PostAsync(body, "Bearer " + teams.Issuer.Mint(teams.Connector.Url), contentType);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Body_above_256_KiB_is_refused_and_one_below_is_not()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var large = teams.Other("typing");
        large["padding"] = new string('x', 256 * 1024);
        var small = teams.Other("typing");
        small["padding"] = new string('x', 250 * 1024);

        Assert.Equal(413, (int)(await teams.DeliverAsync(large)).StatusCode);
        Assert.Equal(202, (int)(await teams.DeliverAsync(small)).StatusCode);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Other_methods_are_refused(string method)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/api/messages", UriKind.Relative));

        Assert.Equal(405, (int)(await teams.Client.SendAsync(request, Stop)).StatusCode);
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("typing")]
    [InlineData("endOfConversation")]
    [InlineData("event")]
    [InlineData("trace")]
    [InlineData("somethingNew")]
    [InlineData("conversationUpdate")]
    public async Task Activity_that_asks_for_nothing_is_taken_without_a_word(string type)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var activity = teams.Other(type);
        activity["futureField"] = new JsonObject { ["deep"] = new JsonArray(1, "two") };
        activity["entities"] = new JsonArray("odd", 7, new JsonObject { ["type"] = 5 });

        var response = await teams.DeliverAsync(activity);
        await teams.DrainAsync();

        Assert.Equal((202, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Stop)));
        Assert.Empty(teams.Connector.All);
    }

    [Theory]
    [InlineData("somethingUnknown", 501)]
    [InlineData("message/fetchTask", 501)]
    public async Task Unknown_invoke_is_not_implemented(string name, int status)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var invoke = teams.Other("invoke");
        invoke["name"] = name;

        Assert.Equal(status, (int)(await teams.DeliverAsync(invoke)).StatusCode);
    }
}
