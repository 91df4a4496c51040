using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>When the bot starts, when it refuses to, and who may talk to it then.</summary>
public sealed class TeamsOptionsTests
{
    private static readonly string[] _credentials = [$"Teams:ClientId={TokenIssuer.AppId}", $"Teams:TenantId={TeamsUnderTest.Tenant}", "Teams:ClientSecret=s3cret"];

    [Theory]
    [InlineData("Production", "http://localhost:5080", TeamsMode.Off)]
    [InlineData("Production", "http://0.0.0.0:8080", TeamsMode.Off)]
    [InlineData("Development", "http://localhost:5080", TeamsMode.Emulator)]
    [InlineData("Development", "http://127.0.0.1:5080;http://[::1]:5080", TeamsMode.Emulator)]
    [InlineData("Development", null, TeamsMode.Emulator)]
    [InlineData("Development", "http://0.0.0.0:8080", TeamsMode.Off)]
    [InlineData("Development", "http://localhost:5080;http://*:8080", TeamsMode.Off)]
    [InlineData("Development", "http://bot.example.org:8080", TeamsMode.Off)]
    public void Without_credentials_only_emulators_in_development_on_loopback_are_served(string environment, string? urls, object mode) =>
        Assert.Equal((TeamsMode)mode, Mode(environment, urls));

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void With_credentials_tokens_are_wanted_everywhere(string environment) =>
        Assert.Equal(TeamsMode.Authenticated, Mode(environment, "http://0.0.0.0:8080", _credentials));

    [Fact]
    public void Turned_off_it_stays_off() => Assert.Equal(TeamsMode.Off, Mode("Development", null, "Teams:Enabled=false"));

    [Theory]
    [InlineData("Production", "http://localhost:5080", "Teams:Enabled=true", "Teams:ClientId")]
    [InlineData("Development", "http://0.0.0.0:8080", "Teams:Enabled=true", "Teams:ClientId")]
    [InlineData("Production", null, "Teams:ClientSecret=s3cret", "Teams:ClientId")]
    [InlineData("Production", null, "Teams:ClientId=6a1c4a3e-52f0-4c9a-9d5e-7f1b0e2d3c4b", "Teams:ClientSecret")]
    [InlineData("Production", null, "Teams:ClientId=my-bot;Teams:ClientSecret=s3cret", "Teams:ClientId")]
    [InlineData("Production", null, "Teams:TenantId=contoso.com", "Teams:TenantId")]
    [InlineData("Production", null, "Teams:AllowedTenants:0=contoso.com", "Teams:AllowedTenants")]
    [InlineData("Production", null, "Teams:ClientId=6a1c4a3e-52f0-4c9a-9d5e-7f1b0e2d3c4b;Teams:ClientSecret=s3cret;Teams:ManagedIdentity=true", "Teams:ManagedIdentity")]
    [InlineData("Production", null, "Teams:ClientId=6a1c4a3e-52f0-4c9a-9d5e-7f1b0e2d3c4b;Teams:ClientSecret=s3cret;Teams:Cloud=China", "Teams:TenantId")]
    [InlineData("Production", null, "Teams:ClientId=6a1c4a3e-52f0-4c9a-9d5e-7f1b0e2d3c4b;Teams:CertificatePath=/nowhere/bot.pfx", "Teams:CertificatePath")]
    [InlineData("Production", null, "Teams:ServiceHosts:0=https://smba.example.com", "Teams:ServiceHosts")]
    [InlineData("Production", null, "Teams:ServiceHosts:0=localhost", "Teams:ServiceHosts")]
    [InlineData("Production", null, "Teams:MetadataUrl=http://127.0.0.1/keys", "Teams:MetadataUrl")]
    [InlineData("Development", null, "Teams:MetadataUrl=http://login.example.com/keys", "Teams:MetadataUrl")]
    [InlineData("Production", null, "Teams:QueueLength=0", "Teams:QueueLength")]
    [InlineData("Production", null, "Teams:ConcurrentConversations=1000", "Teams:ConcurrentConversations")]
    [InlineData("Production", null, "Teams:ActivitiesPerMinute=0", "Teams:ActivitiesPerMinute")]
    [InlineData("Production", null, "Teams:AnswerTimeout=00:00:01", "Teams:AnswerTimeout")]
    [InlineData("Production", null, "Teams:DrainTimeout=01:00:00", "Teams:DrainTimeout")]
    public void Wrong_setting_stops_the_start_and_says_what_to_set(string environment, string? urls, string settings, string named)
    {
        var thrown = Assert.Throws<OptionsValidationException>(() => Mode(environment, urls, settings.Split(';')));

        Assert.Contains(named, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", thrown.Message, StringComparison.Ordinal);
    }

    // The registrations as the web application makes them, without its server.
    private static TeamsMode Mode(string environment, string? urls, params string[] settings)
    {
        var all = settings.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], string? (pair) => pair[1]);
        all["urls"] = urls;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(all);
        builder.Services.AddTeams(builder.Configuration);
        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<TeamsHost>().Mode(services.GetRequiredService<IOptions<TeamsOptions>>().Value);
    }
}
