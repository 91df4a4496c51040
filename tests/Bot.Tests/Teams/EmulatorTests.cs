using System.Net.Http.Headers;
using System.Text;

namespace ReleaseBot.Teams;

/// <summary>Without an app id, on loopback in development: emulators only, and nobody from elsewhere.</summary>
public sealed class EmulatorTests
{
    private static readonly (string, string?)[] _noCredentials =
        [("Teams:ClientId", null), ("Teams:TenantId", null), ("Teams:ClientSecret", null), ("Teams:ServiceHosts:0", null)];

    [Theory]
    [InlineData("emulator", 202)]
    [InlineData("webchat", 202)]
    [InlineData("directline", 202)]
    [InlineData("msteams", 401)]
    [InlineData("slack", 401)]
    [InlineData(null, 401)]
    public async Task Only_channels_of_emulators_come_in_without_a_token(string? channel, int status)
    {
        await using var teams = await TeamsUnderTest.StartAsync(_noCredentials);
        var activity = teams.Other("typing");
        activity["channelId"] = channel;

        Assert.Equal(status, (int)(await teams.PostAsync(activity.ToJsonString(), null)).StatusCode);
    }

    [Fact]
    public async Task Token_of_any_kind_is_refused_since_none_can_be_for_this_bot()
    {
        await using var teams = await TeamsUnderTest.StartAsync(_noCredentials);
        var activity = teams.Other("typing");
        activity["channelId"] = "emulator";

        Assert.Equal(401, (int)(await teams.PostAsync(activity.ToJsonString(), "Bearer " + teams.Issuer.Mint(teams.Connector.Url))).StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Host", "bot.example.org")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "rebound.example.org")]
    public async Task What_a_tunnel_or_a_rebound_name_brings_is_refused(string header, string value)
    {
        await using var teams = await TeamsUnderTest.StartAsync(_noCredentials);
        var activity = teams.Other("typing");
        activity["channelId"] = "emulator";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative));
        request.Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(401, (int)(await teams.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Emulator_elsewhere_is_not_answered()
    {
        await using var teams = await TeamsUnderTest.StartAsync(_noCredentials);
        var activity = teams.Message("Who spoke?");
        activity["channelId"] = "emulator";
        activity["serviceUrl"] = "http://192.0.2.1:56150/";

        Assert.Equal(403, (int)(await teams.PostAsync(activity.ToJsonString(), null)).StatusCode);
        Assert.Empty(teams.Asked);
    }

    [Fact]
    public async Task Emulator_is_answered_without_a_token_and_without_a_stream()
    {
        await using var teams = await TeamsUnderTest.StartAsync(_noCredentials);
        teams.Connector.Takes = null;
        var activity = teams.Message("Who spoke?");
        activity["channelId"] = "emulator";
        activity["conversation"]!.AsObject().Remove("conversationType");

        Assert.Equal(202, (int)(await teams.PostAsync(activity.ToJsonString(), null)).StatusCode);
        var request = await teams.NextAtOnceAsync();

        Assert.Equal(("message", false), (request.Type, request.Headers.ContainsKey("Authorization")));
        Assert.Empty(teams.Tokens.Asked);
    }

    [Fact]
    public async Task Turned_off_the_endpoint_says_how_to_turn_it_on()
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:Enabled", "false"));

        var response = await teams.DeliverAsync(teams.Message("Who spoke?"));

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("Teams:ClientId", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
