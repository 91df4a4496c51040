using ReleaseBot.Api.Access;
using ReleaseBot.Api.Documentation;

namespace ReleaseBot.Api;

/// <summary>POST /api/session: a short-lived token for a page, so that no page holds a key.</summary>
internal static class SessionEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapSession(this IEndpointRouteBuilder routes) => routes.MapPost("/api/session", Open)
        .WithName("openSession")
        .CountRequests()
        .Produces<Session>()
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .WithTags("Access")
        .WithSummary("Opens a session for a page of an allowed origin")
        .WithDescription("Send the token as \"Authorization: Bearer …\" from the same page until expiresAt, then open another. No body.")
        .WithResponseExample<Session>("session", "A token");

    private static IResult Open(HttpContext context, Origins origins, SessionTokens tokens)
    {
        context.Response.Headers.CacheControl = "no-store";
        var origin = Origins.Of(context.Request);
        return origins.MayUse(origin, context.Request)
            ? TypedResults.Ok(tokens.Issue(origin))
            : Problems.Of(
                StatusCodes.Status403Forbidden,
                "Pages of this origin may not use the bot.",
                "Whoever runs the server can add the page's origin (scheme, host, port) to Api:AllowedOrigins; behind a proxy, see Api:TrustedProxies.");
    }
}
