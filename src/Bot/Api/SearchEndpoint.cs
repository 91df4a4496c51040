using Microsoft.Extensions.Options;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Api.Access;
using ReleaseBot.Operations;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Api;

/// <summary>GET /api/search.</summary>
internal static class SearchEndpoint
{
    private const int MostPassages = 50;
    private const int UsualPassages = 10;

    /// <summary>Maps it.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes) => routes.MapGet("/api/search", SearchAsync)
        .RequireScope(Scopes.Search)
        .Produces<SearchResponse>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithTags("Search")
        .WithSummary("Finds passages, best first")
        .WithDescription("q: the question; k: how many, 1 to 50, default 10; from, to (days), issuer, language: which releases count.");

    private static async Task<IResult> SearchAsync(
        HttpContext context,
        EvidenceFinder finder,
        AnswerGate gate,
        TimeProvider time,
        IOptions<BotOptions> options,
        CancellationToken cancellationToken)
    {
        var fields = new RequestFields();
        var query = new QueryFields(context.Request, fields, "q", "k", "from", "to", "issuer", "language");
        var question = fields.Question("q", query["q"], options.Value.MaxQuestionLength);
        var limit = fields.Number("k", query["k"], 1, MostPassages, UsualPassages);
        var filter = query.Filter();
        if (fields.Problem is not null)
        {
            return fields.Problem;
        }

        if (await gate.EnterAsync(context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var today = DateOnly.FromDateTime(time.GetLocalNow().Date);
        var findings = await finder.FindAsync(new RetrievalRequest(question, filter, today) { Limit = MostPassages }, cancellationToken);
        var found = findings.Retrieval;
        return TypedResults.Ok(new SearchResponse(
            question, found.Filters, [.. found.Passages.Take(limit).Select(FoundPassage.Of)], found.ElapsedMs));
    }
}
