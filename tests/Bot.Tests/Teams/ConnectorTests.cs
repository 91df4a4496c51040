using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>Replies on their way to the connector: the address, and what is tried again.</summary>
public sealed class ConnectorTests
{
    [Fact]
    public async Task Reply_goes_to_the_escaped_address_with_the_bots_token_and_comes_back_with_an_id()
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        var id = await teams.SendAsync(teams.Reply(TeamsUnderTest.ChannelThread) with { ReplyToId = "1:2/3" });

        var request = Assert.Single(teams.Connector.All);
        Assert.Equal("/amer/v3/conversations/19%3Ac0ffee%40thread.tacv2%3Bmessageid%3D1700000000001/activities/1%3A2%2F3", request.Path);
        Assert.Equal("Bearer token-1", request.Headers["Authorization"]);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.NotNull(id);
        Assert.Equal("Hello", teams.Connector.Shown[id]);
    }

    [Theory]
    [InlineData(412, null, 2, 4)]
    [InlineData(429, "7", 7, 7.5)]
    [InlineData(429, "600", 60, 60.5)]
    [InlineData(429, "0", 0, 0.5)]
    [InlineData(429, "Thu, 15 Jan 2026 12:00:30 GMT", 28, 30.5)]
    [InlineData(429, null, 2, 4)]
    [InlineData(502, null, 2, 4)]
    [InlineData(503, null, 2, 4)]
    [InlineData(504, null, 2, 4)]
    public async Task Passing_failure_is_tried_again_after_the_time_named(int status, string? retryAfter, double atLeast, double atMost)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var failures = 0;
        teams.Connector.Fault = _ => failures++ == 0 ? new FakeResponse(status, "<html>later</html>") { RetryAfter = retryAfter, ContentType = "text/html" } : null;

        await teams.SendAsync(teams.Reply());

        Assert.Equal(2, teams.Connector.All.Count);
        Assert.InRange((teams.Connector.All[1].At - teams.Connector.All[0].At).TotalSeconds, atLeast, atMost);
    }

    [Theory]
    [InlineData("""{"error":{"code":"ServiceError","message":"Busy"}}""", "ServiceError", "Busy")]
    [InlineData("""{"code":"ServiceError","message":"Busy"}""", "ServiceError", "Busy")]
    [InlineData("<html>no</html>", "", "The connector gave no reason.")]
    [InlineData("", "", "The connector gave no reason.")]
    public async Task Failure_that_stays_is_told_after_three_more_tries(string body, string code, string message)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = _ => new FakeResponse(503, body) { RetryAfter = "1" };

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => teams.SendAsync(teams.Reply()));

        Assert.Equal((503, code, message, 4), (thrown.Status, thrown.Code, thrown.Message, teams.Connector.All.Count));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(500)]
    public async Task Other_failures_are_not_tried_again(int status)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = _ => FakeResponse.Error(status, "No", "No.");

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => teams.SendAsync(teams.Reply()));

        Assert.Equal((status, 1), (thrown.Status, teams.Connector.All.Count));
    }

    [Fact]
    public async Task Request_that_hangs_is_given_up_after_ten_seconds_and_a_message_sent_again()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = _ => teams.Connector.All.Count == 0 ? new FakeResponse(200, "") { Hangs = true } : null;

        var id = await teams.SendAsync(teams.Reply());

        Assert.NotNull(id);
        Assert.InRange((teams.Connector.All[1].At - teams.Connector.All[0].At).TotalSeconds, 10, 60);
    }

    [Fact]
    public async Task Sign_of_life_that_hangs_is_not_sent_again()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = _ => new FakeResponse(200, "") { Hangs = true };

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => teams.SendAsync(teams.Reply() with { Type = "typing", Text = null }));

        Assert.Equal(("Timeout", 1), (thrown.Code, teams.Connector.All.Count));
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var followed = 0;
        await using var elsewhere = await LoopbackServer.StartAsync(_ =>
        {
            Interlocked.Increment(ref followed);
            return Task.CompletedTask;
        });
        teams.Connector.Fault = _ => new FakeResponse(307, "") { Location = elsewhere.Url };

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => teams.SendAsync(teams.Reply()));
        using var follower = new HttpClient();
        using var other = await follower.PostAsync(new Uri($"{teams.Connector.Url.TrimEnd('/')}/v3/conversations/c/activities"), null, TestContext.Current.CancellationToken);

        // A client that does follow arrives: once, and that was not ours.
        Assert.Equal((307, 200, 1), (thrown.Status, (int)other.StatusCode, followed));
    }

    [Fact]
    public async Task Untrusted_address_gets_nothing()
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        var thrown = await Assert.ThrowsAsync<ConnectorException>(
            () => teams.SendAsync(teams.Reply() with { ServiceUrl = "https://smba.trafficmanager.net.example.com/" }));

        Assert.Equal("UntrustedServiceUrl", thrown.Code);
        Assert.Empty(teams.Tokens.Asked);
    }
}
