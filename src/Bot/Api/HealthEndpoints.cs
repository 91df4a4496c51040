using ReleaseBot.Api.Documentation;
using ReleaseBot.Index;

namespace ReleaseBot.Api;

/// <summary>GET /healthz (the process lives) and GET /readyz (it can answer).</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => TypedResults.Ok(new Health("healthy")))
            .WithName("health")
            .WithTags("Operations")
            .WithSummary("Whether the process lives")
            .WithResponseExample<Health>("health", "It does");
        routes.MapGet("/readyz", ReadyAsync)
            .WithName("readiness")
            .Produces<Readiness>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Operations")
            .WithSummary("Whether questions can be answered")
            .WithResponseExample<Readiness>("readiness", "They can");
    }

    // An index that cannot be opened throws, which the error handler turns into 503 with the reason.
    private static async Task<IResult> ReadyAsync(IPassageIndex index, CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        var stored = await index.GetStatisticsAsync(cancellationToken);
        return TypedResults.Ok(new Readiness("ready", stored.Releases, stored.Passages));
    }
}
