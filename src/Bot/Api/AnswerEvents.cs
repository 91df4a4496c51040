using System.Runtime.CompilerServices;
using ReleaseBot.Answers;
using ReleaseBot.Index;

namespace ReleaseBot.Api;

/// <summary>Answer events on their way into a response whose status has gone out already.</summary>
internal static class AnswerEvents
{
    /// <summary>Passes <paramref name="events"/> on; what throws becomes a last event <see cref="AnswerEvent.Failed"/>.</summary>
    public static async IAsyncEnumerable<AnswerEvent> GuardAsync(
        IAsyncEnumerable<AnswerEvent> events,
        ILogger logger,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var source = events.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(source, logger) is { } happened)
        {
            yield return happened;
            if (happened is AnswerEvent.Failed)
            {
                yield break;
            }
        }
    }

    private static async Task<AnswerEvent?> NextAsync(IAsyncEnumerator<AnswerEvent> source, ILogger logger)
    {
        try
        {
            return await source.MoveNextAsync() ? source.Current : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.AnswerBrokeOff(logger, exception);
            var reason = exception is IndexException ? exception.Message : "Something broke on our side.";
            return new AnswerEvent.Failed(reason, "Try again; if it happens again, look in the server's log.");
        }
    }
}
