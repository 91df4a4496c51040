using System.ComponentModel;
using System.Text.Json.Serialization;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>Body of POST /api/feedback.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FeedbackRequest
{
    [Description("The answer's id.")]
    public string? AnswerId { get; init; }

    [Description("Thumbs up or down.")]
    public bool? Helpful { get; init; }

    [Description("In the visitor's words, at most 2000 characters.")]
    public string? Comment { get; init; }
}

/// <summary>POST /api/feedback.</summary>
internal static class FeedbackEndpoint
{
    private const int LongestBody = 16 * 1024;

    /// <summary>Maps it.</summary>
    public static void MapFeedback(this IEndpointRouteBuilder routes) => routes.MapPost("/api/feedback", AddAsync)
        .WithName("rateAnswer")
        .RequireScope(Scopes.Ask)
        .Accepts<FeedbackRequest>("application/json")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .WithTags("Answers")
        .WithSummary("Says whether an answer helped")
        .WithDescription("A second rating of the same answer replaces the first.")
        .WithRequestExample<FeedbackRequest>("feedback-request", "Thumbs down");

    private static async Task<IResult> AddAsync(HttpContext context, FeedbackStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<FeedbackRequest>(context.Request, LongestBody, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (Fault(body) is { } fault)
        {
            return fault;
        }

        var channel = context.User.Visitor() is null ? "api" : "widget";
        var feedback = new Feedback(body.AnswerId!, channel, body.Helpful!.Value, body.Comment?.Trim(), time.GetUtcNow());
        return await store.AddAsync(feedback, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "No answer with this id is remembered.",
                store.IsOn ? "Send the id of an answer of this server; answers are forgotten after Feedback:Retention." : "Feedback is off: Feedback:Retention is 0.");
    }

    private static IResult? Fault(FeedbackRequest body) => body switch
    {
        { AnswerId: null or "" } => Problems.Field("answerId", "\"answerId\" is missing.", "Send the id of the answer."),
        { Helpful: null } => Problems.Field("helpful", "\"helpful\" is missing.", "Send true or false."),
        { Comment.Length: > Feedback.LongestComment } => Problems.Field(
            "comment", $"\"comment\" is {body.Comment.Length} characters long.", $"Shorten it to at most {Feedback.LongestComment}."),
        _ => null,
    };
}
