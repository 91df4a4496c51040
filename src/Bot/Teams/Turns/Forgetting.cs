using ReleaseBot.Operations;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Turns;

/// <summary>Forgets a question whose message was deleted: the conversation's memory of it, and what is kept of its answer for review.</summary>
internal sealed class Forgetting(TeamsMemory memory, FeedbackStore feedback, ILogger<Forgetting> logger)
{
    /// <summary>Forgets what came of the message named by a messageDelete.</summary>
    public async Task ForgetAsync(Activity deletion, CancellationToken cancellationToken)
    {
        if (await memory.AnswerAsync(deletion, deletion.Id, cancellationToken) is not { } answer)
        {
            return;
        }

        await memory.ForgetConversationAsync(deletion, cancellationToken);
        try
        {
            await feedback.ForgetAsync(answer, cancellationToken);
        }
        catch (OperationsException exception)
        {
            Log.FeedbackFailed(logger, exception);
        }
    }
}
