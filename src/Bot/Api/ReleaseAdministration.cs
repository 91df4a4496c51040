using ReleaseBot.Index;

namespace ReleaseBot.Api;

/// <summary>POST /api/releases and DELETE /api/releases/{id}; off unless an admin key is configured.</summary>
internal static class ReleaseAdministration
{
    /// <summary>Longest body, in bytes.</summary>
    public const int LongestBody = 5 * 1024 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapReleaseAdministration(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/releases")
            .AddEndpointFilter<AdminKeyFilter>()
            .WithTags("Releases")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("/{**id}", DeleteAsync)
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Deletes a release")
            .WithDescription("A release that came from a file returns with the next ingest of that file.");
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, IPassageIndex index, string id, CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        foreach (var candidate in ReleaseEndpoints.IdsOf(context.Request, id))
        {
            if (await index.DeleteAsync(candidate, cancellationToken))
            {
                return TypedResults.NoContent();
            }
        }

        return ReleaseEndpoints.NotFound();
    }
}
