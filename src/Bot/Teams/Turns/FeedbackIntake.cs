using System.Text.Json;
using ReleaseBot.Operations;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Turns;

/// <summary>Thumbs up and down under an answer, kept with those of the other channels.</summary>
internal sealed class FeedbackIntake(TeamsMemory memory, FeedbackStore store, TimeProvider time, ILogger<FeedbackIntake> logger)
{
    private const string Channel = "teams";

    /// <summary>Keeps it; what cannot be kept is lost, and the person is not bothered with it.</summary>
    public async Task TakeAsync(Activity activity, CancellationToken cancellationToken)
    {
        bool? helpful = activity.Value.Text("actionValue", "reaction") switch
        {
            "like" => true,
            "dislike" => false,
            _ => null,
        };
        if (activity.Value.Text("actionName") != "feedback"
            || helpful is null
            || await memory.AnswerAsync(activity, activity.ReplyToId, cancellationToken) is not { } answer)
        {
            return;
        }

        try
        {
            var comment = Comment(activity.Value.Text("actionValue", "feedback"));
            await store.AddAsync(new Feedback(answer, Channel, helpful.Value, comment, time.GetUtcNow()), cancellationToken);
        }
        catch (OperationsException exception)
        {
            Log.FeedbackFailed(logger, exception);
        }
    }

    // Teams sends {"feedbackText":"…"} as a string, emulators the words themselves.
    private static string? Comment(string? feedback)
    {
        if (feedback?.TrimStart().StartsWith('{') != true)
        {
            return feedback;
        }

        try
        {
            return ((JsonElement?)JsonElement.Parse(feedback)).Text("feedbackText");
        }
        catch (JsonException)
        {
            return feedback;
        }
    }
}
