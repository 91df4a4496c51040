using System.Text.Json.Nodes;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Turns;

namespace ReleaseBot.Teams;

/// <summary>Activities whose answer is the response itself: feedback, and buttons of cards.</summary>
internal sealed class Invokes(FeedbackIntake feedback, Inbox inbox)
{
    private const string MessageType = "application/vnd.microsoft.activity.message";
    private const string ErrorType = "application/vnd.microsoft.error";

    /// <summary>Answers one.</summary>
    public async Task<IResult> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Name)
        {
            case "message/submitAction":
                await feedback.TakeAsync(activity, cancellationToken);
                return Json([]);
            case "adaptiveCard/action":
                return Json(PressButton(activity));
            default:
                return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }
    }

    // The answer comes as a message of its own, since the card must be answered within ten seconds.
    private JsonObject PressButton(Activity activity)
    {
        if (ReleaseChoice.In(activity.Value.At("action", "data")) is null)
        {
            return Error(StatusCodes.Status400BadRequest, "BadRequest", "This button is not known here.");
        }

        var choice = activity with { Type = ActivityTypes.Message, Name = null, Value = activity.Value.At("action", "data") };
        return inbox.TryAdd(choice)
            ? new JsonObject { ["statusCode"] = StatusCodes.Status200OK, ["type"] = MessageType, ["value"] = "Looking into that release…" }
            : Error(StatusCodes.Status500InternalServerError, "Busy", "Too many questions are waiting. Try again in a moment.");
    }

    private static JsonObject Error(int status, string code, string message) => new()
    {
        ["statusCode"] = status,
        ["type"] = ErrorType,
        ["value"] = new JsonObject { ["code"] = code, ["message"] = message },
    };

    private static IResult Json(JsonObject body) => Results.Text(TeamsJson.Write(body), "application/json");
}
