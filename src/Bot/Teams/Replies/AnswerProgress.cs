using System.Text;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Teams.Replies;

/// <summary>Reads an answer's events while others look at what has come so far.</summary>
internal sealed class AnswerProgress
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    private AnswerProgress(IAsyncEnumerable<AnswerEvent> events, ILogger logger) => Outcome = ReadAsync(events, logger);

    /// <summary>How it ended; faults only with cancellation.</summary>
    public Task<Outcome> Outcome { get; }

    /// <summary>The text so far.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Begins to read.</summary>
    public static AnswerProgress Of(IAsyncEnumerable<AnswerEvent> events, ILogger logger) => new(events, logger);

    private async Task<Outcome> ReadAsync(IAsyncEnumerable<AnswerEvent> events, ILogger logger)
    {
        // The caller goes on at once, however long the first event takes.
        await Task.Yield();
        try
        {
            return await Operations.Outcome.OfAsync(NoteTextAsync(events));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.AnswerBrokeOff(logger, exception);
            var reason = exception is IndexException ? exception.Message : "Something broke.";
            return new Outcome(null, new AnswerEvent.Failed(reason, "Ask again."));
        }
    }

    private async IAsyncEnumerable<AnswerEvent> NoteTextAsync(IAsyncEnumerable<AnswerEvent> events)
    {
        await foreach (var happened in events)
        {
            lock (_gate)
            {
                _ = happened switch
                {
                    AnswerEvent.TextDelta delta => _text.Append(delta.Text),
                    AnswerEvent.Restarted => _text.Clear(),
                    _ => _text,
                };
            }

            yield return happened;
        }
    }
}
