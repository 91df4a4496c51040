using ReleaseBot.Answers;

namespace ReleaseBot.Operations;

/// <summary>Answers a question; the seam between channels and <see cref="Answerer"/>.</summary>
internal delegate IAsyncEnumerable<AnswerEvent> AnswerQuestion(Question question, CancellationToken cancellationToken);

/// <summary>How a question ended: with an answer (which may be that the releases do not say) or an expected failure.</summary>
internal sealed record Outcome(Answer? Answer, AnswerEvent.Failed? Failure)
{
    /// <summary>Reads events to the end.</summary>
    public static async Task<Outcome> OfAsync(IAsyncEnumerable<AnswerEvent> events)
    {
        var outcome = new Outcome(null, new AnswerEvent.Failed("The answer broke off.", "Ask again; if it happens again, look in the log."));
        await foreach (var happened in events)
        {
            outcome = happened switch
            {
                AnswerEvent.Completed completed => new Outcome(completed.Answer, null),
                AnswerEvent.Failed failed => new Outcome(null, failed),
                _ => outcome,
            };
        }

        return outcome;
    }
}
