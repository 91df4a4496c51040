using Microsoft.Extensions.Options;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>GET /api/search.</summary>
internal static class SearchEndpoint
{
    private const int UsualPassages = 10;

    /// <summary>Maps it.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes) => routes.MapGet("/api/search", SearchAsync)
        .WithName("search")
        .RequireScope(Scopes.Search)
        .Produces<SearchResponse>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithTags("Search")
        .WithSummary("Finds passages, best first")
        .WithQueryText("q", "A question or key words.", "Steinhaven Appeal", required: true)
        .WithQueryNumber("k", "How many passages.", 1, PassageSearch.Most, UsualPassages)
        .WithQueryFilter()
        .WithResponseExample<SearchResponse>("search-response", "One passage");

    private static async Task<IResult> SearchAsync(
        HttpContext context,
        PassageSearch search,
        AnswerGate gate,
        IOptions<BotOptions> options,
        CancellationToken cancellationToken)
    {
        var fields = new RequestFields();
        var query = new QueryFields(context.Request, fields, "q", "k", "from", "to", "issuer", "language");
        var question = fields.Question("q", query["q"], options.Value.MaxQuestionLength);
        var limit = fields.Number("k", query["k"], 1, PassageSearch.Most, UsualPassages);
        var filter = query.Filter();
        if (fields.Problem is not null)
        {
            return fields.Problem;
        }

        if (await gate.EnterAsync(context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var found = await search.FindAsync(question, filter, cancellationToken);
        return TypedResults.Ok(new SearchResponse(
            question, found.Filters, [.. found.Passages.Take(limit).Select(FoundPassage.Of)], found.ElapsedMs));
    }
}
