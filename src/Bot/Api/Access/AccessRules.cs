using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Access;

/// <summary>The scope an endpoint needs.</summary>
internal sealed record RequiredScope(string Scope);

/// <summary>Marks an endpoint whose requests are counted.</summary>
internal sealed record Limited
{
    /// <summary>The mark.</summary>
    public static Limited Mark { get; } = new();
}

/// <summary>What endpoints say about who may call them.</summary>
internal static class AccessRules
{
    /// <summary>
    /// Lets only callers with <paramref name="scope"/> pass, and counts their requests. Asking and searching are open to everybody unless
    /// <see cref="AccessOptions.RequireKey"/> is set; a key or token that is sent must be good in any case.
    /// </summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .RequireAuthorization(scope)
        .WithMetadata(
            new RequiredScope(scope),
            new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), [ProblemType]),
            new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), [ProblemType]))
        .CountRequests();

    /// <summary>Counts the requests of a caller against the limits.</summary>
    public static TBuilder CountRequests<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(
            Limited.Mark,
            new ProducesResponseTypeMetadata(StatusCodes.Status429TooManyRequests, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), [ProblemType]));

    /// <summary>One policy for each scope, named like it.</summary>
    public static void AddScopes(this AuthorizationOptions authorization, AccessOptions access)
    {
        foreach (var scope in Scopes.All)
        {
            var isOpen = !access.RequireKey && Scopes.OfVisitors.Contains(scope);
            authorization.AddPolicy(scope, policy => policy.RequireAssertion(async context =>
                context.User.HasScope(scope) || (isOpen && context.Resource is HttpContext request && await IsAnonymousAsync(request))));
        }
    }

    // A token that is expired or altered is an error to tell, not a visitor without a name.
    private static async Task<bool> IsAnonymousAsync(HttpContext request) => (await request.AuthenticateAsync(KeyAuthentication.Scheme)).None;

    private const string ProblemType = "application/problem+json";
}
