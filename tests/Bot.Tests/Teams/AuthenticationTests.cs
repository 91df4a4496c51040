using System.Security.Cryptography;
using System.Text;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>The table of bad tokens, and of good ones that look bad.</summary>
public sealed class AuthenticationTests
{
    internal static readonly Dictionary<string, (int Status, Func<TokenIssuer, string, string?> Authorization)> Table = new()
    {
        ["none"] = (401, (_, _) => null),
        ["empty"] = (401, (_, _) => "Bearer "),
        ["Basic"] = (401, (_, _) => "Basic dXNlcjpwYXNz"),
        ["garbage"] = (401, (_, _) => "Bearer garbage"),
        ["three dots of garbage"] = (401, (_, _) => "Bearer a.b.c"),
        ["not JSON"] = (401, (_, _) => $"Bearer {TokenIssuer.Encode("{x"u8)}.{TokenIssuer.Encode("{}"u8)}.{TokenIssuer.Encode("s"u8)}"),
        ["40 KB"] = (401, (_, _) => "Bearer " + new string('a', 14_000) + "." + new string('b', 6_000) + ".c"),
        ["HS256 with a guessed secret"] = (401, (issuer, url) => Bearer(issuer.Mint(url, algorithm: "HS256", sign: Hmac("secret"u8.ToArray())))),
        ["HS256 with the public key"] = (401, (issuer, url) => Bearer(issuer.Mint(
            url, algorithm: "HS256", sign: Hmac(Encoding.ASCII.GetBytes((string)issuer.Teams.Public["n"]))))),
        ["alg none"] = (401, (issuer, url) => Bearer(issuer.Mint(url, algorithm: "none", sign: _ => []))),
        ["RS512"] = (401, (issuer, url) => Bearer(issuer.Mint(url, algorithm: "RS512"))),
        ["wrong signature"] = (401, (issuer, url) => Bearer(issuer.Mint(url, sign: _ => new byte[256]))),
        ["cut signature"] = (401, (issuer, url) => Bearer(issuer.Mint(url)[..^8])),
        ["signed by another listed key"] = (401, (issuer, url) => Bearer(issuer.Mint(url, sign: issuer.Other.Sign))),
        ["unknown key, signed by a listed one"] = (401, (issuer, url) => Bearer(issuer.Mint(url, keyId: "who"))),
        ["no key named"] = (401, (issuer, url) => Bearer(issuer.Mint(url, keyId: ""))),
        ["wrong issuer"] = (401, (issuer, url) => Bearer(issuer.Mint(url, issuer: "https://api.botframework.us"))),
        ["Entra issuer, not accepted here"] = (401, (issuer, url) => Bearer(issuer.Mint(url, issuer: $"https://sts.windows.net/{TeamsUnderTest.Tenant}/"))),
        ["wrong audience"] = (401, (issuer, url) => Bearer(issuer.Mint(url, audience: "11111111-0000-4000-8000-000000000000"))),
        ["no audience"] = (401, (issuer, url) => Bearer(issuer.Mint(url, more: new() { ["aud"] = null }))),
        ["expired 6 minutes ago"] = (401, (issuer, url) => Bearer(issuer.Mint(url, startsIn: -TimeSpan.FromHours(1), expiresIn: -TimeSpan.FromMinutes(6)))),
        ["valid in 6 minutes"] = (401, (issuer, url) => Bearer(issuer.Mint(url, startsIn: TimeSpan.FromMinutes(6)))),
        ["no expiry"] = (401, (issuer, url) => Bearer(issuer.Mint(url, more: new() { ["exp"] = null }))),
        ["endorsed for another channel"] = (403, (issuer, url) => Bearer(issuer.Mint(url, issuer.Other))),
        ["endorsed for none"] = (403, (issuer, url) => Bearer(issuer.Mint(url, issuer.Bare))),
        ["another service URL"] = (403, (issuer, _) => Bearer(issuer.Mint("https://smba.trafficmanager.net/emea/"))),
        ["another path"] = (403, (issuer, url) => Bearer(issuer.Mint(url.Replace("amer", "emea", StringComparison.Ordinal)))),
        ["no service URL"] = (403, (issuer, _) => Bearer(issuer.Mint(null))),
        ["good"] = (202, (issuer, url) => Bearer(issuer.Mint(url))),
        ["good, without the slash"] = (202, (issuer, url) => Bearer(issuer.Mint(url.TrimEnd('/')))),
        ["good, several audiences"] = (202, (issuer, url) => Bearer(issuer.Mint(url, audience: new[] { "other", TokenIssuer.AppId }))),
        ["expired 4 minutes ago"] = (202, (issuer, url) => Bearer(issuer.Mint(url, startsIn: -TimeSpan.FromHours(1), expiresIn: -TimeSpan.FromMinutes(4)))),
        ["valid in 4 minutes"] = (202, (issuer, url) => Bearer(issuer.Mint(url, startsIn: TimeSpan.FromMinutes(4)))),
        ["lower-case scheme"] = (202, (issuer, url) => "bearer " + issuer.Mint(url)),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Token_is_judged(string token)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var (status, authorization) = Table[token];

        var response = await teams.PostAsync(teams.Other("typing").ToJsonString(), authorization(teams.Issuer, teams.Connector.Url));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 401 ? "Bearer" : null, response.Headers.WwwAuthenticate.SingleOrDefault()?.Scheme);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("token", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expired", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task New_key_is_fetched_when_a_token_names_it_but_at_most_every_five_minutes()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        Assert.Equal(202, await SendAsync(teams, teams.Issuer.Mint(teams.Connector.Url)));
        teams.Issuer.Rotate("teams-2");

        Assert.Equal(401, await SendAsync(teams, teams.Issuer.Mint(teams.Connector.Url)));
        Assert.Equal(1, teams.Issuer.KeyReads);
        teams.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(202, await SendAsync(teams, teams.Issuer.Mint(teams.Connector.Url)));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, await SendAsync(teams, teams.Issuer.Mint(teams.Connector.Url, keyId: $"unknown-{i}")));
        }

        Assert.Equal(2, teams.Issuer.KeyReads);
    }

    [Fact]
    public async Task Keys_that_were_read_serve_while_the_issuer_is_away_and_without_any_the_answer_is_503()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Issuer.IsAway = true;
        Assert.Equal(503, await SendAsync(teams, teams.Issuer.Mint(teams.Connector.Url)));
        teams.Issuer.IsAway = false;
        Assert.Equal(202, await SendAsync(teams, teams.Issuer.Mint(teams.Connector.Url)));

        teams.Issuer.IsAway = true;
        teams.Time.Advance(TimeSpan.FromHours(25));

        Assert.Equal(202, await SendAsync(teams, teams.Issuer.Mint(teams.Connector.Url)));
    }

    [Theory]
    [InlineData(TeamsUnderTest.Tenant, TeamsUnderTest.Tenant, 202)]
    [InlineData("00000000-1111-4000-8000-000000000000", TeamsUnderTest.Tenant, 403)]
    [InlineData(TeamsUnderTest.Tenant, "00000000-1111-4000-8000-000000000000", 403)]
    [InlineData(null, TeamsUnderTest.Tenant, 202)]
    [InlineData(null, null, 403)]
    public async Task Only_people_of_the_tenant_may_ask(string? conversationTenant, string? channelTenant, int status)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var activity = teams.Other("typing");
        activity["conversation"]!["tenantId"] = conversationTenant;
        activity["channelData"]!["tenant"]!["id"] = channelTenant;

        Assert.Equal(status, (int)(await teams.DeliverAsync(activity)).StatusCode);
    }

    [Fact]
    public async Task Bot_of_several_tenants_takes_activities_of_all()
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:TenantId", ""));
        var activity = teams.Other("typing");
        activity["conversation"]!["tenantId"] = "00000000-1111-4000-8000-000000000000";

        Assert.Equal(202, (int)(await teams.DeliverAsync(activity)).StatusCode);
    }

    [Fact]
    public async Task Entra_token_is_taken_where_it_is_accepted_and_its_tenant_and_caller_are_right()
    {
        const string Caller = "22222222-0000-4000-8000-000000000000";
        await using var entra = await TokenIssuer.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TeamsUnderTest.Noon));
        await using var accepting = await TeamsUnderTest.StartAsync(
            ("Teams:EntraTokens:Accept", "true"), ("Teams:EntraTokens:Callers:0", Caller), ("Teams:EntraTokens:MetadataUrl", entra.MetadataUrl));
        string Mint(string issuer, string tenant, string caller) =>
            entra.Mint(null, entra.Bare, issuer, more: new() { ["tid"] = tenant, ["azp"] = caller });
        var v1 = $"https://sts.windows.net/{TeamsUnderTest.Tenant}/";
        var v2 = $"https://login.microsoftonline.com/{TeamsUnderTest.Tenant}/v2.0";

        Assert.Equal(202, await SendAsync(accepting, Mint(v1, TeamsUnderTest.Tenant, Caller)));
        Assert.Equal(202, await SendAsync(accepting, Mint(v2, TeamsUnderTest.Tenant, Caller)));
        Assert.Equal(401, await SendAsync(accepting, Mint(v2, "33333333-0000-4000-8000-000000000000", Caller)));
        Assert.Equal(401, await SendAsync(accepting, Mint(v2, TeamsUnderTest.Tenant, "33333333-0000-4000-8000-000000000000")));
        Assert.Equal(401, await SendAsync(accepting, Mint("https://sts.windows.net/33333333-0000-4000-8000-000000000000/", "33333333-0000-4000-8000-000000000000", Caller)));
    }

    private static async Task<int> SendAsync(TeamsUnderTest teams, string token) =>
        (int)(await teams.PostAsync(teams.Other("typing").ToJsonString(), Bearer(token))).StatusCode;

    private static string Bearer(string token) => "Bearer " + token;

    private static Func<string, byte[]> Hmac(byte[] secret) => body => HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(body));
}
