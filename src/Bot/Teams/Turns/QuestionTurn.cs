using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Operations;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Replies;

namespace ReleaseBot.Teams.Turns;

/// <summary>A question and its answer.</summary>
internal sealed class QuestionTurn(
    AnswerQuestion answering,
    AnswerGate gate,
    IPassageIndex index,
    TeamsMemory memory,
    IOptions<BotOptions> options,
    TimeProvider time,
    ILogger<AnswerDelivery> logger)
{
    private readonly AnswerDelivery _delivery = new((question, token) => GatedAsync(answering, gate, question, token), time, logger);

    /// <summary>Answers the words of a message.</summary>
    public async Task AskAsync(Activity activity, string text, IReplies replies, CancellationToken cancellationToken)
    {
        if (QuestionRules.Fault(text, options.Value.MaxQuestionLength) is var (fault, remedy))
        {
            await replies.SendAsync(AnswerMessages.Plain($"Your question {fault}. {remedy}", activity), cancellationToken);
            return;
        }

        await AnswerAsync(activity, text, SearchFilter.None, replies, answer => AnswerMessages.Of(answer, activity), cancellationToken);
    }

    /// <summary>Answers a question from the release that was chosen for it.</summary>
    /// <exception cref="IndexException">The index cannot be read.</exception>
    public async Task AskAsync(Activity activity, ReleaseChoice choice, IReplies replies, CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        if (await index.GetReleaseAsync(choice.ReleaseId, cancellationToken) is not { } release)
        {
            await replies.SendAsync(AnswerMessages.Plain("That release is not here any more.", activity), cancellationToken);
            return;
        }

        var longest = options.Value.MaxQuestionLength;
        if (QuestionRules.Fault(choice.Question, longest) is not null)
        {
            await replies.SendAsync(AnswerMessages.Plain(ReleaseChoice.Opening(release), activity), cancellationToken);
            return;
        }

        var (text, filter) = choice.About(release, longest);
        await AnswerAsync(
            activity,
            text,
            filter,
            replies,
            answer => answer.Answered ? AnswerMessages.Of(answer, activity) : [AnswerMessages.Plain(ReleaseChoice.Opening(release), activity)],
            cancellationToken);
    }

    private async Task AnswerAsync(
        Activity activity,
        string text,
        SearchFilter filter,
        IReplies replies,
        Func<Answer, IReadOnlyList<Activity>> compose,
        CancellationToken cancellationToken)
    {
        var conversation = await memory.ConversationAsync(activity, cancellationToken);
        if (await _delivery.DeliverAsync(new Question(text, conversation, filter), activity, replies, compose, cancellationToken) is { } delivered)
        {
            await memory.RememberConversationAsync(activity, delivered.Answer.ConversationId, cancellationToken);
            await memory.RememberAnswerAsync(activity, [activity.Id, delivered.MessageId], delivered.Answer.Id, cancellationToken);
        }
    }

    // Holds a place only while it is answered, not while the answer is delivered.
    private static async IAsyncEnumerable<AnswerEvent> GatedAsync(
        AnswerQuestion answering,
        AnswerGate gate,
        Question question,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var place = await gate.EnterAsync(cancellationToken);
        if (!place.IsAcquired)
        {
            yield return new AnswerEvent.Failed("Too many questions are waiting.", "Ask again in a moment.");
            yield break;
        }

        await foreach (var happened in answering(question, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return happened;
        }
    }
}
