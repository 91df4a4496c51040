using System.Diagnostics;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Operations;
using ReleaseBot.Releases;

namespace ReleaseBot.Api;

/// <summary>POST /api/releases and DELETE /api/releases/{id}; off unless there is a key with the scope "ingest".</summary>
internal static class ReleaseAdministration
{
    /// <summary>Longest body, in bytes.</summary>
    public const int LongestBody = 5 * 1024 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapReleaseAdministration(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/releases")
            .RequireScope(Scopes.Ingest)
            .WithTags("Releases")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/", AddAsync)
            .WithName("addRelease")
            .Accepts<ReleaseDocument>("application/json")
            .Produces<StoredRelease>()
            .Produces<StoredRelease>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithSummary("Adds a release, or replaces the one with its id")
            .WithRequestExample<ReleaseDocument>("release-request", "A release")
            .WithResponseExample<StoredRelease>("stored-release", "It is new", StatusCodes.Status201Created);
        group.MapDelete("/{**id}", DeleteAsync)
            .WithName("deleteRelease")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Deletes a release")
            .WithPathId()
            .WithDescription("A release that came from a file returns with the next ingest of that file.");
    }

    private static async Task<IResult> AddAsync(
        HttpContext context,
        Ingester ingester,
        IngestHistory history,
        CancellationToken cancellationToken)
    {
        var (document, problem) = await JsonBody.ReadAsync<ReleaseDocument>(context.Request, LongestBody, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        Release release;
        try
        {
            release = document.ToRelease();
        }
        catch (ReleaseFormatException exception)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, exception.Message, "Correct the field; /openapi/v1.json describes them all.");
        }

        var started = Stopwatch.GetTimestamp();
        var result = await ingester.IngestAsync(release, cancellationToken);
        var summary = IngestSummary.Empty.Add(result) with { Elapsed = Stopwatch.GetElapsedTime(started) };
        await history.RecordAsync("api", release.Id, summary, result.Reason is null ? [] : [result.Reason], cancellationToken);
        var stored = new StoredRelease(release.Id, result.Outcome, result.Passages, result.Embedded);
        return result.Outcome switch
        {
            IngestOutcome.Failed => Problems.Of(
                StatusCodes.Status409Conflict, result.Reason!, "Send it under another id, or delete the release that has this one."),
            IngestOutcome.New => TypedResults.Created($"/api/releases/{Uri.EscapeDataString(release.Id)}", stored),
            _ => TypedResults.Ok(stored),
        };
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
