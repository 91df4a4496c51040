using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Authentication;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Turns;

namespace ReleaseBot.Teams;

/// <summary>Registrations of the Microsoft Teams channel.</summary>
internal static class TeamsServices
{
    private const int LongestResponse = 256 * 1024;
    private const int LongestMetadata = 1024 * 1024;

    /// <summary>Registers it; whether it is on depends on the settings and the environment.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => TeamsHost.Of(
            provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<IConfiguration>()));
        services.AddOptionsWithValidateOnStart<TeamsOptions>().Bind(configuration.GetSection(TeamsOptions.Section));
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsCheck>();
        services.AddSingleton<ServiceUrls>();
        services.AddSingleton<TokenIssuers>();
        services.AddSingleton<CallerRules>();
        services.AddSingleton<Doorkeeper>();
        services.AddSingleton<ConnectorCredentials>();
        services.AddSingleton<ConnectorClient>();
        services.AddSingleton<TeamsMemory>();
        services.AddSingleton<Greeting>();
        services.AddSingleton<LatestReleases>();
        services.AddSingleton<Forgetting>();
        services.AddSingleton<FeedbackIntake>();
        services.AddSingleton<QuestionTurn>();
        services.AddSingleton<ActivityTurns>();
        services.AddSingleton<RecentActivities>();
        services.AddSingleton<Inbox>();
        services.AddHostedService(provider => provider.GetRequiredService<Inbox>());
        services.AddSingleton<Invokes>();
        services.AddSingleton<Reception>();
        services.AddHttp(TokenIssuers.HttpClient, LongestMetadata);
        services.AddHttp(ConnectorCredentials.HttpClient, LongestMetadata);
        services.AddHttp(ConnectorClient.HttpClient, LongestResponse);
        return services;
    }

    // No redirects: they would carry a request, and what it shows, to an address nobody checked.
    private static void AddHttp(this IServiceCollection services, string name, int longestResponse) => services
        .AddHttpClient(name, client =>
        {
            client.MaxResponseContentBufferSize = longestResponse;
            client.Timeout = TimeSpan.FromSeconds(30);
        })
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectorRetries.RequestTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        });
}
