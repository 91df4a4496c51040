using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Access;

/// <summary>
/// Reads "Authorization: Bearer …" or "X-Api-Key: …": a stored key, the admin key, or a session token. What is not of our form belongs to
/// somebody else (a proxy, a chat client's dummy key) and counts as no key at all.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    KeyStore keys,
    SessionTokens sessions,
    IOptions<ApiOptions> api) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public new const string Scheme = "Key";

    private const string Bearer = "Bearer ";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate(Sent(Request)));

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var fault = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope;
        if (scope is not null && !Scopes.OfVisitors.Contains(scope) && !Opens(scope))
        {
            await Problems.Of(
                StatusCodes.Status404NotFound,
                "This part of the API is off, because there is no key for it.",
                $"Set Api:AdminKey (at least {ApiOptions.ShortestAdminKey} random characters) or run bot keys add NAME --scopes {scope}, " +
                "and send the key as \"Authorization: Bearer …\".").ExecuteAsync(Context);
            return;
        }

        Response.Headers.WWWAuthenticate = fault is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        await Problems.Of(
            StatusCodes.Status401Unauthorized,
            fault ?? "A key is needed here, and none was sent that is known.",
            fault is not null && Sent(Request).StartsWith(SessionTokens.Prefix, StringComparison.Ordinal)
                ? "Get a new token from POST /api/session, from the page that uses it."
                : "Send a key as \"Authorization: Bearer …\" or \"X-Api-Key: …\"; bot keys add makes one.").ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope;
        return Problems.Of(
            StatusCodes.Status403Forbidden,
            $"This key may not do that: it lacks the scope \"{scope}\".",
            $"Use a key with it: bot keys add NAME --scopes {scope}").ExecuteAsync(Context);
    }

    private AuthenticateResult Authenticate(string sent)
    {
        if (sent.StartsWith(SessionTokens.Prefix, StringComparison.Ordinal))
        {
            var session = sessions.Check(sent, Origins.Of(Request));
            return session.Visitor is { } visitor ? Success(Caller.OfVisitor(visitor)) : AuthenticateResult.Fail(session.Fault!);
        }

        if (sent.Length > 0 && api.Value.AdminKey is { Length: > 0 } admin && AreEqual(sent, admin))
        {
            return Success(Caller.OfAdminKey());
        }

        return !sent.StartsWith(KeyStore.Prefix, StringComparison.Ordinal) ? AuthenticateResult.NoResult()
            : keys.Find(sent) is { } key ? Success(Caller.OfKey(key))
            : AuthenticateResult.Fail("The key is unknown; it may have been removed.");
    }

    private static AuthenticateResult Success(System.Security.Claims.ClaimsPrincipal caller) =>
        AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme));

    private bool Opens(string scope) => !string.IsNullOrEmpty(api.Value.AdminKey) || keys.List().Any(key => key.Scopes.Contains(scope));

    private static string Sent(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-Api-Key"].ToString();
    }

    // Hashes of equal length, compared in constant time, tell nothing about the key by how long the comparison takes.
    private static bool AreEqual(string sent, string key) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(sent)),
        SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
