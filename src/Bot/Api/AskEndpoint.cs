using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>POST /api/ask.</summary>
internal static class AskEndpoint
{
    /// <summary>Longest body, in bytes.</summary>
    public const int LongestBody = 64 * 1024;

    /// <summary>Maps it.</summary>
    public static void MapAsk(this IEndpointRouteBuilder routes) => routes.MapPost("/api/ask", AskAsync)
        .Accepts<AskRequest>("application/json")
        .Produces<Answer>(StatusCodes.Status200OK, "application/json", "text/event-stream")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithTags("Answers")
        .WithSummary("Answers a question, with citations")
        .WithDescription(
            "With Accept: text/event-stream the answer comes as server-sent events: searching, citation, delta, restarted, no-answer, failed, completed. The deltas since the last \"restarted\" add up to the text.");

    private static async Task<IResult> AskAsync(
        HttpContext context,
        AnswerQuestion answering,
        AnswerGate gate,
        IOptions<BotOptions> options,
        IOptions<ClockOptions> clock,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<AskRequest>(context.Request, LongestBody, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var fields = new RequestFields();
        var question = body.ToQuestion(fields, options.Value, clock.Value);
        if (fields.Problem is not null)
        {
            return fields.Problem;
        }

        if (await gate.EnterAsync(context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        context.Response.Headers.CacheControl = "no-store";
        var events = answering(question, cancellationToken);
        return WantsEvents(context.Request)
            ? TypedResults.ServerSentEvents(AnswerStream.ToItemsAsync(events, loggers.CreateLogger(Log.Category), cancellationToken))
            : await WholeAsync(events);
    }

    private static async Task<IResult> WholeAsync(IAsyncEnumerable<AnswerEvent> events)
    {
        var outcome = await Outcome.OfAsync(events);
        return outcome.Answer is { } answer
            ? TypedResults.Ok(answer)
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, outcome.Failure!.Reason, outcome.Failure.Remedy);
    }

    private static bool WantsEvents(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(accepted => accepted.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
}
