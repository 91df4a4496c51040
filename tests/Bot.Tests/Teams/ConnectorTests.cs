using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Fakes;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams;

public sealed class ConnectorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reply_goes_to_the_escaped_address_with_the_bots_token_and_comes_back_with_an_id()
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        var id = await SendAsync(teams, Reply(teams, TeamsUnderTest.ChannelThread) with { ReplyToId = "1:2/3" });

        var request = Assert.Single(teams.Connector.All);
        Assert.Equal("/amer/v3/conversations/19%3Ac0ffee%40thread.tacv2%3Bmessageid%3D1700000000001/activities/1%3A2%2F3", request.Path);
        Assert.Equal("Bearer token-1", request.Headers["Authorization"]);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.NotNull(id);
        Assert.Equal("Hello", teams.Connector.Shown[id]);
    }

    [Fact]
    public async Task Token_is_asked_for_once_at_the_tenant_with_the_secret_and_scope()
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        await SendAsync(teams, Reply(teams));
        await SendAsync(teams, Reply(teams));

        Assert.Equal($"https://login.microsoftonline.com/{TeamsUnderTest.Tenant}/oauth2/v2.0/token", Assert.Single(teams.Tokens.Asked).GetLeftPart(UriPartial.Path));
        var form = teams.Tokens.Forms[0];
        Assert.Equal(
            ("client_credentials", TokenIssuer.AppId, "a secret"), (form["grant_type"], form["client_id"], form["client_secret"]));
        Assert.Equal("https://api.botframework.com/.default", form["scope"].Split(' ')[0]);
    }

    [Theory]
    [InlineData("Public", null, "https://login.microsoftonline.com/botframework.com/", "https://api.botframework.com/.default")]
    [InlineData("UsGovernment", TeamsUnderTest.Tenant, $"https://login.microsoftonline.us/{TeamsUnderTest.Tenant}/", "https://api.botframework.us/.default")]
    [InlineData("UsGovernment", null, "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us/", "https://api.botframework.us/.default")]
    [InlineData("China", TeamsUnderTest.Tenant, $"https://login.partner.microsoftonline.cn/{TeamsUnderTest.Tenant}/", "https://api.botframework.azure.cn/.default")]
    public async Task Cloud_decides_where_the_token_comes_from(string cloud, string? tenant, string authority, string scope)
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:Cloud", cloud), ("Teams:TenantId", tenant));

        await SendAsync(teams, Reply(teams));

        Assert.StartsWith(authority, teams.Tokens.Asked[0].AbsoluteUri, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(scope, teams.Tokens.Forms[0]["scope"].Split(' ')[0]);
    }

    [Fact]
    public async Task Certificate_proves_the_bot_in_place_of_a_secret()
    {
        using var file = Certificates.Write();
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:ClientSecret", null), ("Teams:CertificatePath", file.Path));

        await SendAsync(teams, Reply(teams));

        var form = teams.Tokens.Forms[0];
        Assert.False(form.ContainsKey("client_secret"));
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        Assert.Equal(3, form["client_assertion"].Split('.').Length);
    }

    [Fact]
    public async Task Managed_identity_gets_its_token_from_the_machine()
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:ClientSecret", null), ("Teams:ManagedIdentity", "true"));

        await SendAsync(teams, Reply(teams));

        Assert.Equal("169.254.169.254", Assert.Single(teams.Tokens.Asked).Host);
        Assert.Equal((TokenIssuer.AppId, "https://api.botframework.com"), (teams.Tokens.Forms[0]["client_id"], teams.Tokens.Forms[0]["resource"]));
        Assert.Equal("Bearer token-1", teams.Connector.All[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Refused_token_is_replaced_once()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Takes = token => token != "token-1" && teams.Tokens.Issued.Contains(token);

        await SendAsync(teams, Reply(teams));

        Assert.Equal(["Bearer token-1", "Bearer token-2"], teams.Connector.All.Select(request => request.Headers["Authorization"]));
        teams.Connector.Takes = _ => false;
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(teams, Reply(teams)));
        Assert.Equal((401, 4), (refused.Status, teams.Connector.All.Count));
    }

    [Fact]
    public async Task Refused_credential_is_told_without_the_secret()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Tokens.Refuses = true;

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(teams, Reply(teams)));

        Assert.Contains("Teams:ClientId", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", thrown.ToString(), StringComparison.Ordinal);
        Assert.Empty(teams.Connector.All);
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

        await SendAsync(teams, Reply(teams));

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

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(teams, Reply(teams)));

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

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(teams, Reply(teams)));

        Assert.Equal((status, 1), (thrown.Status, teams.Connector.All.Count));
    }

    [Fact]
    public async Task Request_that_hangs_is_given_up_after_ten_seconds_and_a_message_sent_again()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = _ => teams.Connector.All.Count == 0 ? new FakeResponse(200, "") { Hangs = true } : null;

        var id = await SendAsync(teams, Reply(teams));

        Assert.NotNull(id);
        Assert.InRange((teams.Connector.All[1].At - teams.Connector.All[0].At).TotalSeconds, 10, 60);
    }

    [Fact]
    public async Task Sign_of_life_that_hangs_is_not_sent_again()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = _ => new FakeResponse(200, "") { Hangs = true };

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(teams, Reply(teams) with { Type = "typing", Text = null }));

        Assert.Equal(("Timeout", 1), (thrown.Code, teams.Connector.All.Count));
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        await using var elsewhere = await LoopbackServer.StartAsync(_ => throw new InvalidOperationException("It was followed."));
        teams.Connector.Fault = _ => new FakeResponse(307, "");

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(teams, Reply(teams)));

        Assert.Equal(307, thrown.Status);
    }

    [Fact]
    public async Task Untrusted_address_gets_nothing()
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        var thrown = await Assert.ThrowsAsync<ConnectorException>(
            () => SendAsync(teams, Reply(teams) with { ServiceUrl = "https://smba.trafficmanager.net.example.com/" }));

        Assert.Equal("UntrustedServiceUrl", thrown.Code);
        Assert.Empty(teams.Tokens.Asked);
    }

    private static Activity Reply(TeamsUnderTest teams, string conversation = TeamsUnderTest.PersonalChat) =>
        JsonSerializer.Deserialize<Activity>(teams.Message("Who?", conversation), JsonSerializerOptions.Web)!.Reply("message") with { ReplyToId = null, Text = "Hello" };

    private static Task<string?> SendAsync(TeamsUnderTest teams, Activity activity) =>
        teams.WhileTimePassesAsync(teams.Services.GetRequiredService<ConnectorClient>().SendAsync(activity, Stop));
}
