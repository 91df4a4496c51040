using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>How the bot proves to the connector who it is.</summary>
public sealed class ConnectorCredentialsTests
{
    [Fact]
    public async Task Token_is_asked_for_once_at_the_tenant_with_the_secret_and_scope()
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        await teams.SendAsync(teams.Reply());
        await teams.SendAsync(teams.Reply());

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

        await teams.SendAsync(teams.Reply());

        Assert.StartsWith(authority, teams.Tokens.Asked[0].AbsoluteUri, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(scope, teams.Tokens.Forms[0]["scope"].Split(' ')[0]);
    }

    [Fact]
    public async Task Certificate_proves_the_bot_in_place_of_a_secret()
    {
        using var file = Certificates.Write();
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:ClientSecret", null), ("Teams:CertificatePath", file.Path));

        await teams.SendAsync(teams.Reply());

        var form = teams.Tokens.Forms[0];
        Assert.False(form.ContainsKey("client_secret"));
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        Assert.Equal(3, form["client_assertion"].Split('.').Length);
    }

    [Fact]
    public async Task Managed_identity_gets_its_token_from_the_machine()
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:ClientSecret", null), ("Teams:ManagedIdentity", "true"));

        await teams.SendAsync(teams.Reply());

        Assert.Equal("169.254.169.254", Assert.Single(teams.Tokens.Asked).Host);
        Assert.Equal((TokenIssuer.AppId, "https://api.botframework.com"), (teams.Tokens.Forms[0]["client_id"], teams.Tokens.Forms[0]["resource"]));
        Assert.Equal("Bearer token-1", teams.Connector.All[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Refused_token_is_replaced_once()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Takes = token => token != "token-1" && teams.Tokens.Issued.Contains(token);

        await teams.SendAsync(teams.Reply());

        Assert.Equal(["Bearer token-1", "Bearer token-2"], teams.Connector.All.Select(request => request.Headers["Authorization"]));
        teams.Connector.Takes = _ => false;
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => teams.SendAsync(teams.Reply()));
        Assert.Equal((401, 4), (refused.Status, teams.Connector.All.Count));
    }

    [Fact]
    public async Task Refused_credential_is_told_without_the_secret()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Tokens.Refuses = true;

        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => teams.SendAsync(teams.Reply()));

        Assert.Contains("Teams:ClientId", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", thrown.ToString(), StringComparison.Ordinal);
        Assert.Empty(teams.Connector.All);
    }
}
