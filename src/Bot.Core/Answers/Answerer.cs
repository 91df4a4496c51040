using System.Runtime.CompilerServices;

namespace ReleaseBot.Answers;

/// <summary>Answers questions from the releases, with citations.</summary>
public sealed class Answerer
{
    /// <summary>Answers <paramref name="question"/>; expected failures are events, only bugs throw.</summary>
    public async IAsyncEnumerable<AnswerEvent> AnswerAsync(
        Question question,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }
}
