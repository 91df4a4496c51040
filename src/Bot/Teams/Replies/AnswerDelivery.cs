using ReleaseBot.Answers;
using ReleaseBot.Operations;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Replies;

/// <summary>Brings an answer to whoever asked: as one message when it comes soon, else as a stream, or with signs of life before it.</summary>
internal sealed class AnswerDelivery(AnswerQuestion answering, TimeProvider time, ILogger<AnswerDelivery> logger)
{
    /// <summary>How soon is soon: an answer from quotations comes within it, and needs no stream.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How often "is typing" is sent; it fades after a few seconds.</summary>
    public static TimeSpan TypingInterval { get; } = TimeSpan.FromSeconds(3);

    private const string Sorry = "I cannot search the releases at the moment. Please ask again in a few minutes.";

    /// <summary>Answers a question; null when the person stopped it, or it failed and they were told.</summary>
    /// <param name="question">The question.</param>
    /// <param name="asked">The activity it came with.</param>
    /// <param name="replies">The way back.</param>
    /// <param name="compose">Makes the messages of an answer.</param>
    /// <param name="cancellationToken">Ends the answer.</param>
    /// <exception cref="ConnectorException">The answer could not be delivered.</exception>
    public async Task<DeliveredAnswer?> DeliverAsync(
        Question question,
        Activity asked,
        IReplies replies,
        Func<Answer, IReadOnlyList<Activity>> compose,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var progress = AnswerProgress.Of(answering(question, stop.Token), logger);
            var stream = await AccompanyAsync(progress, asked, replies, cancellationToken);
            if (stream is { IsCanceled: true })
            {
                return null;
            }

            var outcome = await progress.Outcome;
            if (outcome.Answer is not { } answer)
            {
                Log.NotAnswered(logger, outcome.Failure!.Reason);
                await SendAsync([AnswerMessages.Plain(Sorry, asked)], stream, replies, cancellationToken);
                return null;
            }

            var id = await SendAsync(compose(answer), stream, replies, cancellationToken);
            return stream is { IsCanceled: true } ? null : new DeliveredAnswer(answer, id);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    // Returns when the answer is there, or the reader wants it no more.
    private async Task<StreamedMessage?> AccompanyAsync(
        AnswerProgress progress,
        Activity asked,
        IReplies replies,
        CancellationToken cancellationToken)
    {
        if (!replies.AreLive || await IsDoneWithinAsync(progress, Patience, cancellationToken))
        {
            return null;
        }

        StreamedMessage? stream = null;
        if (asked.IsTeams() && asked.IsPersonal())
        {
            stream = new StreamedMessage(replies, asked, time, logger);
            await StreamAsync(stream, progress, cancellationToken);
        }

        while (stream is not { IsCanceled: true } && !progress.Outcome.IsCompleted)
        {
            await ShowTypingAsync(replies, asked, cancellationToken);
            await IsDoneWithinAsync(progress, TypingInterval, cancellationToken);
        }

        return stream;
    }

    private async Task StreamAsync(StreamedMessage stream, AnswerProgress progress, CancellationToken cancellationToken)
    {
        while (stream.IsOpen && !progress.Outcome.IsCompleted)
        {
            if (stream.IsOld)
            {
                await stream.EndEarlyAsync(cancellationToken);
                return;
            }

            await stream.ShowAsync(Paragraph.Text(AnswerParagraphs.OfBeginning(progress.Text), Paragraph.Marker), cancellationToken);
            await IsDoneWithinAsync(progress, StreamedMessage.Pace, cancellationToken);
        }
    }

    private static async Task ShowTypingAsync(IReplies replies, Activity asked, CancellationToken cancellationToken)
    {
        try
        {
            await replies.SendAsync(asked.Reply(ActivityTypes.Typing), cancellationToken);
        }
        catch (ConnectorException)
        {
            // Only a sign of life; the answer itself tells when something is wrong.
        }
    }

    // Returns the id of the last message.
    private static async Task<string?> SendAsync(
        IReadOnlyList<Activity> messages,
        StreamedMessage? stream,
        IReplies replies,
        CancellationToken cancellationToken)
    {
        var isShown = stream is not null && await stream.EndAsync(messages[0], cancellationToken);
        if (stream is { IsCanceled: true })
        {
            return null;
        }

        isShown = isShown || (stream is not null && await stream.ReplaceAsync(messages[0], cancellationToken));
        var id = isShown ? stream!.Id : null;
        foreach (var message in isShown ? messages.Skip(1) : messages)
        {
            id = await replies.SendAsync(message, cancellationToken);
        }

        return id;
    }

    private async Task<bool> IsDoneWithinAsync(AnswerProgress progress, TimeSpan limit, CancellationToken cancellationToken)
    {
        await Task.WhenAny(progress.Outcome, Task.Delay(limit, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return progress.Outcome.IsCompleted;
    }
}

/// <summary>An answer that was shown.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="MessageId">Id of the message that holds its end, if it was given one.</param>
internal sealed record DeliveredAnswer(Answer Answer, string? MessageId);
