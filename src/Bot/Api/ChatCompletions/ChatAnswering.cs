using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using ReleaseBot.Answers;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>Answers the last message of a conversation, whole or streamed.</summary>
internal sealed class ChatAnswering(
    AnswerQuestion answering,
    ChatHistory history,
    WordPiece words,
    TimeProvider time,
    ILoggerFactory loggers)
{
    /// <summary>The whole answer.</summary>
    public async Task<IResult> AnswerAsync(ChatDialogue dialogue, CancellationToken cancellationToken)
    {
        var outcome = await Outcome.OfAsync(await AskAsync(dialogue, cancellationToken));
        if (outcome.Answer is not { } answer)
        {
            return Unavailable(outcome.Failure!);
        }

        var own = new ChatText().Next(answer.Text);
        var content = own + ChatText.Below(answer);
        await history.KeepAsync(answer, content, cancellationToken);
        var head = Begin();
        var reply = new ChatReply(ChatReply.Assistant, content, null, ChatText.Annotations(answer, own));
        return TypedResults.Ok(new ChatCompletion(
            head.Id, ChatCompletion.Kind, head.Created, head.Model, [new ChatChoice(0, reply, ChatChoice.Stop)], Usage(dialogue, content), answer));
    }

    /// <summary>The answer as it comes; what fails before the first word is an error with its status.</summary>
    public async Task<IResult> StreamAsync(ChatDialogue dialogue, bool withUsage, CancellationToken cancellationToken)
    {
        var events = AnswerEvents.GuardAsync(await AskAsync(dialogue, cancellationToken), loggers.CreateLogger(Log.Category), cancellationToken);
        var source = events.GetAsyncEnumerator(cancellationToken);
        var begun = await source.MoveNextAsync();
        if (begun && source.Current is not AnswerEvent.Failed)
        {
            return TypedResults.ServerSentEvents(ItemsAsync(source, dialogue, withUsage, cancellationToken));
        }

        var failed = begun ? (AnswerEvent.Failed)source.Current : null;
        await source.DisposeAsync();
        return Unavailable(failed ?? new AnswerEvent.Failed("There was no answer.", "Ask again."));
    }

    private async Task<IAsyncEnumerable<AnswerEvent>> AskAsync(ChatDialogue dialogue, CancellationToken cancellationToken)
    {
        var turns = await history.RecallAsync(dialogue.Earlier, cancellationToken);
        return answering(new Question(dialogue.Question, null, SearchFilter.None) { History = turns }, cancellationToken);
    }

    private async IAsyncEnumerable<SseItem<string>> ItemsAsync(
        IAsyncEnumerator<AnswerEvent> begun,
        ChatDialogue dialogue,
        bool withUsage,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var source = begun;
        var stream = new ChatStream(Begin());
        yield return stream.Open();
        do
        {
            switch (source.Current)
            {
                case AnswerEvent.TextDelta delta:
                    yield return stream.Add(delta.Text);
                    break;
                case AnswerEvent.Restarted restarted:
                    yield return stream.Restart(restarted.Note);
                    break;
                case AnswerEvent.Failed failed:
                    yield return ChatStream.Error(failed);
                    yield break;
                case AnswerEvent.Completed completed:
                    foreach (var item in stream.Close(completed.Answer))
                    {
                        yield return item;
                    }

                    await history.KeepAsync(completed.Answer, stream.Content, cancellationToken);
                    break;
            }
        }
        while (await source.MoveNextAsync());

        if (withUsage)
        {
            yield return stream.Spent(Usage(dialogue, stream.Content));
        }

        yield return ChatStream.Done;
    }

    private ChatChunk Begin()
    {
        var now = time.GetUtcNow();
        return new ChatChunk($"chatcmpl-{Guid.CreateVersion7(now):N}", ChatChunk.Kind, now.ToUnixTimeSeconds(), ChatModel.Name, []);
    }

    private ChatUsage Usage(ChatDialogue dialogue, string content)
    {
        var prompt = Size(dialogue.Question) + dialogue.Earlier.Sum(exchange => Size(exchange.Question) + Size(exchange.Shown ?? string.Empty));
        var completion = Size(content);
        return new ChatUsage(prompt, completion, prompt + completion);
    }

    private int Size(string text) => words.Encode(text, int.MaxValue).Count;

    private static IResult Unavailable(AnswerEvent.Failed failed) =>
        Problems.Of(StatusCodes.Status503ServiceUnavailable, failed.Reason, failed.Remedy);
}
