using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>POST /api/ask.</summary>
internal static class AskEndpoint
{
    /// <summary>Longest body, in bytes.</summary>
    public const int LongestBody = 64 * 1024;

    /// <summary>Maps it.</summary>
    public static void MapAsk(this IEndpointRouteBuilder routes) => routes.MapPost("/api/ask", AskAsync)
        .WithName("ask")
        .RequireScope(Scopes.Ask)
        .Accepts<AskRequest>("application/json")
        .Produces<Answer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithTags("Answers")
        .WithSummary("Answers a question, with citations")
        .WithDescription("With Accept: text/event-stream the answer comes as server-sent events.")
        .WithIdempotencyKey()
        .WithRequestExample<AskRequest>("ask-request", "A question")
        .WithRequestExample<AskRequest>("ask-follow-up-request", "A follow-up, limited to some releases")
        .WithResponseExample<Answer>("answer", "An answer")
        .WithResponseExample<Answer>("answer-none", "The releases do not say")
        .WithEventStream(EventStreams.AskDescription, EventStreams.Ask);

    private static async Task<IResult> AskAsync(
        HttpContext context,
        AnswerQuestion answering,
        RepeatedQuestions repeated,
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
        var key = IdempotencyKey.Of(context.Request, fields);
        if (fields.Problem is not null)
        {
            return fields.Problem;
        }

        var claim = await repeated.ClaimAsync(key, question, cancellationToken);
        context.Response.RegisterForDispose(claim);
        if (claim.Conflicts)
        {
            return KeyConflict();
        }

        if (claim.Known is null && await gate.EnterAsync(context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        context.Response.Headers.CacheControl = "no-store";
        var events = claim.Known is { } known
            ? Repeat(context, known)
            : claim.RecordAsync(answering(question, cancellationToken), cancellationToken);
        return WantsEvents(context.Request)
            ? TypedResults.ServerSentEvents(AnswerStream.ToItems(events, loggers.CreateLogger(Log.Category), cancellationToken))
            : await WholeAsync(events);
    }

    private static IAsyncEnumerable<AnswerEvent> Repeat(HttpContext context, IEnumerable<AnswerEvent> known)
    {
        context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        return known.ToAsyncEnumerable();
    }

    /// <summary>422: the key belongs to another question.</summary>
    public static ProblemHttpResult KeyConflict() => Problems.Of(
        StatusCodes.Status422UnprocessableEntity,
        $"This {IdempotencyKey.Header} belongs to another question.",
        "Send a new key with every new question; repeat a key only to repeat its question.",
        IdempotencyKey.Header);

    private static async Task<IResult> WholeAsync(IAsyncEnumerable<AnswerEvent> events)
    {
        var outcome = await Outcome.OfAsync(events);
        return outcome.Answer is { } answer
            ? TypedResults.Ok(answer)
            : Problems.Unavailable(outcome.Failure!.Reason, outcome.Failure.Remedy, outcome.Failure.RetryAfter);
    }

    private static bool WantsEvents(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(accepted => accepted.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
}
