using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Connector;

/// <summary>The bot's own tokens, which it shows to the connector; cached until shortly before they expire.</summary>
internal sealed class ConnectorCredentials
{
    /// <summary>Name of the HTTP client that fetches them.</summary>
    public const string HttpClient = "Teams.Tokens";

    private readonly Func<bool, CancellationToken, Task<AuthenticationResult>>? _acquire;

    public ConnectorCredentials(IOptions<TeamsOptions> options, TeamsHost host, IHttpClientFactory http)
    {
        if (host.Mode(options.Value) == TeamsMode.Authenticated)
        {
            _acquire = options.Value.ManagedIdentity ? ManagedIdentity(options.Value, new MsalHttp(http)) : App(options.Value, new MsalHttp(http));
        }
    }

    /// <summary>A token; null where an emulator wants none.</summary>
    /// <param name="refresh">Whether the cached one was refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">None is to be had.</exception>
    public async Task<string?> GetAsync(bool refresh, CancellationToken cancellationToken)
    {
        if (_acquire is null)
        {
            return null;
        }

        try
        {
            return (await _acquire(refresh, cancellationToken)).AccessToken;
        }
        catch (MsalException exception)
        {
            // Its own message may hold parts of the request; the code names what is wrong.
            throw new ConnectorException(
                0,
                exception.ErrorCode,
                $"Entra gave the bot no token ({exception.ErrorCode}). Check Teams:ClientId, Teams:TenantId and the credential.",
                exception);
        }
    }

    private static Func<bool, CancellationToken, Task<AuthenticationResult>> App(TeamsOptions options, MsalHttp http)
    {
        var cloud = Cloud.Of(options.Cloud);
        var tenant = string.IsNullOrEmpty(options.TenantId) ? cloud.SharedTenant : options.TenantId;
        var builder = ConfidentialClientApplicationBuilder.Create(options.ClientId)
            .WithAuthority($"{cloud.Authority}/{tenant}")
            // The authority is one of ours, so there is nothing to discover.
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(http);
        var app = (string.IsNullOrEmpty(options.CertificatePath)
            ? builder.WithClientSecret(options.ClientSecret)
            : builder.WithCertificate(BotCertificate.Load(options), sendX5C: true)).Build();
        return (refresh, token) => app.AcquireTokenForClient([cloud.Scope]).WithForceRefresh(refresh).ExecuteAsync(token);
    }

    private static Func<bool, CancellationToken, Task<AuthenticationResult>> ManagedIdentity(TeamsOptions options, MsalHttp http)
    {
        var resource = Cloud.Of(options.Cloud).Resource;
        var app = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.ClientId))
            .WithHttpClientFactory(http)
            .Build();
        return (refresh, token) => app.AcquireTokenForManagedIdentity(resource).WithForceRefresh(refresh).ExecuteAsync(token);
    }

    private sealed class MsalHttp(IHttpClientFactory http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http.CreateClient(HttpClient);
    }
}
