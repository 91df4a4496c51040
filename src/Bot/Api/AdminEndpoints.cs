using System.Collections.Immutable;
using System.Text;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>What GET /api/admin/overview answers.</summary>
internal sealed record AdminOverview(
    ImmutableArray<UnansweredQuestion> Unanswered,
    ImmutableArray<RatedAnswer> LowRated,
    ImmutableArray<PastIngest> Ingests);

/// <summary>/api/admin: what the page /admin shows. Needs a key with the scope "admin".</summary>
internal static class AdminEndpoints
{
    private const int MostShown = 200;
    private const int MostExported = 10_000;

    /// <summary>Maps them.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/admin").RequireScope(Scopes.Admin).WithTags("Administration").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/overview", OverviewAsync)
            .WithName("overview")
            .Produces<AdminOverview>()
            .WithSummary("The last questions without an answer, answers rated down, and ingests")
            .WithResponseExample<AdminOverview>("admin-overview", "One of each");
        group.MapGet("/questions.jsonl", ExportAsync)
            .WithName("exportQuestions")
            .Produces(StatusCodes.Status200OK, contentType: "application/jsonl")
            .WithTextExample("application/jsonl", ReviewExample)
            .WithSummary("The same questions as a question file for bot eval")
            .WithDescription("Every line expects no answer until a person fills in \"answers\" and \"gold\" and sets \"answerable\".");
        group.MapDelete("/answers/{id}", ForgetAsync)
            .WithName("forgetAnswer")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Forgets a question with its answer and rating")
            .WithPathText("id", "The answer's id.", "01a21d4f-86e4-7082-9a22-d611e1f252c7");
    }

    private static string ReviewExample()
    {
        var overview = Example.Of<AdminOverview>("admin-overview");
        return string.Concat(ReviewQuestions.ToLines(overview.Unanswered, overview.LowRated).Select(line => line + "\n"));
    }

    private static async Task<IResult> OverviewAsync(HttpContext context, FeedbackStore store, IngestHistory ingests, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new AdminOverview(
            await store.ListUnansweredAsync(MostShown, cancellationToken),
            await store.ListLowRatedAsync(MostShown, cancellationToken),
            await ingests.ListAsync(MostShown, cancellationToken)));
    }

    private static async Task<IResult> ExportAsync(HttpContext context, FeedbackStore store, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var lines = ReviewQuestions.ToLines(
            await store.ListUnansweredAsync(MostExported, cancellationToken),
            await store.ListLowRatedAsync(MostExported, cancellationToken));
        var text = string.Concat(lines.Select(line => line + "\n"));
        return TypedResults.File(Encoding.UTF8.GetBytes(text), "application/jsonl", "review-questions.jsonl");
    }

    private static async Task<IResult> ForgetAsync(FeedbackStore store, string id, CancellationToken cancellationToken) =>
        await store.ForgetAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "No answer with this id is remembered.", "GET /api/admin/overview lists those there are.");
}
