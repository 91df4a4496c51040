using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Authentication;

/// <summary>Checks bearer tokens: the channel service's and, where accepted, Entra's.</summary>
internal sealed class TokenIssuers : IDisposable
{
    /// <summary>Name of the HTTP client that reads metadata and keys.</summary>
    public const string HttpClient = "Teams.Keys";

    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);

    // Tenants from which the Bot Framework's own services call, in the public cloud.
    private static readonly string[] _botFrameworkTenants =
        ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "69e9b82d-4842-4902-8d1e-abc5b98a55e8"];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TeamsOptions _options;
    private readonly TimeProvider _time;
    private readonly SigningKeys _channelKeys;
    private readonly SigningKeys _entraKeys;
    private readonly string _channelIssuer;
    private readonly IReadOnlyList<string> _entraIssuers;

    public TokenIssuers(IOptions<TeamsOptions> options, TeamsHost host, IHttpClientFactory http, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options.Value;
        _time = time;
        var cloud = Cloud.Of(_options.Cloud);
        var logger = loggers.CreateLogger(Log.Category);
        // Addresses were checked at start: plain http is a loopback address in Development.
        var documents = new HttpDocumentRetriever(http.CreateClient(HttpClient)) { RequireHttps = !host.IsDevelopment };
        _channelKeys = new SigningKeys(_options.MetadataUrl ?? cloud.Metadata, documents, time, logger);
        _entraKeys = new SigningKeys(_options.EntraTokens.MetadataUrl, documents, time, logger);
        _channelIssuer = _options.Issuer ?? cloud.Issuer;
        _entraIssuers = _options.EntraTokens.Accept ? [.. EntraIssuers(cloud)] : [];
    }

    /// <summary>What the token in an Authorization header says; null when there is none that holds.</summary>
    /// <exception cref="KeysUnavailableException">No token can be checked now.</exception>
    public async Task<CallerToken?> CheckAsync(string authorization, CancellationToken cancellationToken)
    {
        if (Parse(authorization) is not { } token)
        {
            return null;
        }

        var isEntra = _entraIssuers.Contains(token.Issuer, StringComparer.Ordinal);
        var issuer = isEntra ? token.Issuer : _channelIssuer;
        var keys = await (isEntra ? _entraKeys : _channelKeys).GetAsync(token.Kid, cancellationToken);
        var result = await _handler.ValidateTokenAsync(token, Parameters(issuer, keys));
        return result.IsValid && (!isEntra || IsCaller(token))
            ? new CallerToken(Claim(token, "serviceurl"), Endorsements(keys, token.Kid), isEntra)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channelKeys.Dispose();
        _entraKeys.Dispose();
    }

    private static JsonWebToken? Parse(string authorization)
    {
        const string Scheme = "Bearer ";
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > LongestToken)
        {
            return null;
        }

        try
        {
            var token = new JsonWebToken(authorization[Scheme.Length..].Trim());
            return string.IsNullOrEmpty(token.Kid) || string.IsNullOrEmpty(token.Issuer) ? null : token;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(string issuer, OpenIdConnectConfiguration keys) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = _options.ClientId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        IssuerSigningKeys = keys.SigningKeys,
        // Only the key that the token names counts: any other may be endorsed for another channel.
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires),
    };

    private bool IsInTime(DateTime? notBefore, DateTime? expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } end && now - _skew <= end && (notBefore is not { } start || start <= now + _skew);
    }

    private IEnumerable<string> EntraIssuers(Cloud cloud)
    {
        var named = _options.EntraTokens.Tenants;
        var tenants = named.Count > 0 ? named : [.. _botFrameworkTenants, .. new[] { _options.TenantId }.OfType<string>()];
        return tenants.SelectMany(tenant => new[] { $"https://sts.windows.net/{tenant}/", $"{cloud.Authority}/{tenant}/v2.0" });
    }

    private bool IsCaller(JsonWebToken token) =>
        Claim(token, "tid") is { Length: > 0 } tenant
        && token.Issuer.Contains($"/{tenant}/", StringComparison.OrdinalIgnoreCase)
        && (_options.EntraTokens.Callers.Count == 0
            || _options.EntraTokens.Callers.Contains(Claim(token, "azp") ?? Claim(token, "appid") ?? string.Empty, StringComparer.OrdinalIgnoreCase));

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static IReadOnlyList<string> Endorsements(OpenIdConnectConfiguration keys, string keyId) =>
    [
        .. keys.JsonWebKeySet.Keys
            .Where(key => key.Kid == keyId && key.AdditionalData.ContainsKey("endorsements"))
            .Select(key => key.AdditionalData["endorsements"])
            .OfType<JsonElement>()
            .Where(list => list.ValueKind == JsonValueKind.Array)
            .SelectMany(list => list.EnumerateArray())
            .Where(item => item.ValueKind == JsonValueKind.String)
            .Select(item => item.GetString()!),
    ];
}
