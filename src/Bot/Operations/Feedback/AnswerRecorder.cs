using System.Runtime.CompilerServices;
using ReleaseBot.Answers;

namespace ReleaseBot.Operations;

/// <summary>Remembers every answer before the channel gets its last event, so that it can be rated at once.</summary>
internal sealed class AnswerRecorder(FeedbackStore store, ILogger<AnswerRecorder> logger)
{
    /// <summary><paramref name="answering"/>, with a memory. A memory that fails costs the rating, never the answer.</summary>
    public AnswerQuestion Recording(AnswerQuestion answering) =>
        (question, cancellationToken) => RecordAsync(answering(question, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<AnswerEvent> RecordAsync(
        IAsyncEnumerable<AnswerEvent> events,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in events.WithCancellation(cancellationToken))
        {
            if (happened is AnswerEvent.Completed completed)
            {
                await RememberAsync(completed.Answer, cancellationToken);
            }

            yield return happened;
        }
    }

    private async Task RememberAsync(Answer answer, CancellationToken cancellationToken)
    {
        try
        {
            await store.RememberAsync(answer, cancellationToken);
        }
        catch (OperationsException failure)
        {
            Log.NotRemembered(logger, failure);
        }
    }
}
