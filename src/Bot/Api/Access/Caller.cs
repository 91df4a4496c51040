using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Access;

/// <summary>Who calls, as claims of the request's user.</summary>
internal static class Caller
{
    private const string ScopeClaim = "scope";
    private const string KeyClaim = "key";
    private const string VisitorClaim = "visitor";
    private const string LimitClaim = "limit";

    /// <summary>The bearer of a stored key.</summary>
    public static ClaimsPrincipal OfKey(ApiKey key) => Of(
        KeyClaim,
        key.Name,
        key.Scopes,
        key.Limit is { } limit ? [new Claim(LimitClaim, limit.ToString(CultureInfo.InvariantCulture))] : []);

    /// <summary>The bearer of <c>Api:AdminKey</c>, who may do everything.</summary>
    public static ClaimsPrincipal OfAdminKey() => Of(KeyClaim, "Api:AdminKey", Scopes.All, []);

    /// <summary>A page's visitor.</summary>
    public static ClaimsPrincipal OfVisitor(string id) => Of(VisitorClaim, id, Scopes.OfVisitors, []);

    /// <summary>Whether the caller's key or session opens <paramref name="scope"/>.</summary>
    public static bool HasScope(this ClaimsPrincipal caller, string scope) => caller.HasClaim(ScopeClaim, scope);

    /// <summary>Name of the key used; null without one.</summary>
    public static string? KeyName(this ClaimsPrincipal caller) => caller.FindFirstValue(KeyClaim);

    /// <summary>The key's own limit, if it has one.</summary>
    public static int? KeyLimit(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(LimitClaim) is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : null;

    /// <summary>The visitor of the session token used; null without one.</summary>
    public static string? Visitor(this ClaimsPrincipal caller) => caller.FindFirstValue(VisitorClaim);

    private static ClaimsPrincipal Of(string kind, string name, ImmutableArray<string> scopes, IEnumerable<Claim> others) => new(new ClaimsIdentity(
        [new Claim(kind, name), .. scopes.Select(scope => new Claim(ScopeClaim, scope)), .. others],
        KeyAuthentication.Scheme));
}
