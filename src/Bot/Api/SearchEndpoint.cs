using Microsoft.Extensions.Options;

namespace ReleaseBot.Api;

/// <summary>GET /api/search.</summary>
internal static class SearchEndpoint
{
    private const int UsualPassages = 10;

    /// <summary>Maps it.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes) => routes.MapGet("/api/search", SearchAsync)
        .Produces<SearchResponse>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithTags("Search")
        .WithSummary("Finds passages, best first")
        .WithDescription("q: the question; k: how many, 1 to 50, default 10; from, to (days), issuer, language: which releases count.");

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
