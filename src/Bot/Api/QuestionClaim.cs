using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ReleaseBot.Answers;

namespace ReleaseBot.Api;

/// <summary>
/// A request's hold on its Idempotency-Key: it is the first and answers, or <see cref="Known"/> is the answer of the first, or the key
/// <see cref="Conflicts"/>. Disposing of a first that has not been answered lets the next in line be it.
/// </summary>
internal sealed class QuestionClaim(
    Question question,
    Action<QuestionClaim, ImmutableArray<AnswerEvent>?>? finish) : IDisposable
{
    private readonly TaskCompletionSource<ImmutableArray<AnswerEvent>?> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is asked.</summary>
    public Question Question { get; } = question;

    /// <summary>Whether the key belongs to another question.</summary>
    public bool Conflicts { get; private init; }

    /// <summary>The events of the first; null when this is the first.</summary>
    public ImmutableArray<AnswerEvent>? Known { get; private init; }

    /// <summary>Ends with the events of a complete answer, or with null.</summary>
    public Task<ImmutableArray<AnswerEvent>?> Finished => _finished.Task;

    /// <summary>The key belongs to another question.</summary>
    public static QuestionClaim Conflict(Question question) => new(question, null) { Conflicts = true };

    /// <summary>The first has been answered.</summary>
    public static QuestionClaim Repeat(Question question, ImmutableArray<AnswerEvent> events) => new(question, null) { Known = events };

    /// <summary>Passes the events on; once the answer is complete, the requests that wait get them all.</summary>
    public async IAsyncEnumerable<AnswerEvent> RecordAsync(
        IAsyncEnumerable<AnswerEvent> events,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = ImmutableArray.CreateBuilder<AnswerEvent>();
        await foreach (var happened in events.WithCancellation(cancellationToken))
        {
            seen.Add(happened);
            if (happened is AnswerEvent.Completed)
            {
                Finish(seen.ToImmutable());
            }

            yield return happened;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Finish(null);

    private void Finish(ImmutableArray<AnswerEvent>? events)
    {
        if (!_finished.Task.IsCompleted)
        {
            finish?.Invoke(this, events);
            _finished.TrySetResult(events);
        }
    }
}
