using System.Text.Json;
using Microsoft.Extensions.Options;
using ReleaseBot.Index;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Replies;

namespace ReleaseBot.Teams.Turns;

/// <summary>Does what an activity asks for.</summary>
internal sealed class ActivityTurns(
    ConnectorClient connector,
    QuestionTurn questions,
    Greeting greeting,
    LatestReleases latest,
    Forgetting forgetting,
    TeamsMemory memory,
    IOptions<TeamsOptions> options,
    TimeProvider time,
    ILogger<ActivityTurns> logger)
{
    private const string TooSlow = "That took too long, and I gave it up. Please ask again.";
    private const string Broken = "I cannot read the releases at the moment. Please try again in a few minutes.";
    private static readonly TimeSpan _timeForApology = TimeSpan.FromSeconds(15);

    /// <summary>Whether an activity asks for anything.</summary>
    public static bool HasWork(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message => activity.IsForBot() || activity.Value is { ValueKind: JsonValueKind.Object },
        ActivityTypes.InstallationUpdate => activity.Action is "add" or "remove",
        ActivityTypes.ConversationUpdate => activity.AddsBot(),
        ActivityTypes.MessageDelete => true,
        _ => false,
    };

    /// <summary>Does it, and replies through the connector.</summary>
    public Task RunAsync(Activity activity, CancellationToken cancellationToken) =>
        RunAsync(activity, new ConnectorReplies(connector), cancellationToken);

    /// <summary>Does it; what goes wrong is told to whoever asked, and logged.</summary>
    public async Task RunAsync(Activity activity, IReplies replies, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.Value.AnswerTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await DispatchAsync(activity, replies, limit.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.AnswerTimedOut(logger, options.Value.AnswerTimeout);
            await ApologiseAsync(TooSlow, activity, replies, cancellationToken);
        }
        catch (IndexException exception)
        {
            Log.NotAnswered(logger, exception.Message);
            await ApologiseAsync(Broken, activity, replies, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            Log.NotDelivered(logger, exception.Status, exception.Code, exception);
        }
    }

    private Task DispatchAsync(Activity activity, IReplies replies, CancellationToken cancellationToken) => activity.Type switch
    {
        ActivityTypes.Message when ReleaseChoice.In(activity.Value) is { } choice => questions.AskAsync(activity, choice, replies, cancellationToken),
        ActivityTypes.Message => HearAsync(activity, MessageText.Of(activity), replies, cancellationToken),
        ActivityTypes.InstallationUpdate when activity.Action == "remove" => memory.LeaveAsync(activity, cancellationToken),
        ActivityTypes.InstallationUpdate or ActivityTypes.ConversationUpdate => WelcomeAsync(activity, replies, cancellationToken),
        ActivityTypes.MessageDelete => forgetting.ForgetAsync(activity, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task HearAsync(Activity activity, string text, IReplies replies, CancellationToken cancellationToken)
    {
        switch (text.TrimEnd('.', '!', '?').ToLowerInvariant())
        {
            case "" or "help" or "hello" or "hi":
                await replies.SendAsync(await greeting.ToAsync(activity, cancellationToken), cancellationToken);
                break;
            case "latest" or "latest releases":
                await replies.SendAsync(await latest.ToAsync(activity, cancellationToken), cancellationToken);
                break;
            case "start over":
                await memory.ForgetConversationAsync(activity, cancellationToken);
                await replies.SendAsync(AnswerMessages.Plain("All right: what was said before is forgotten. Ask away.", activity), cancellationToken);
                break;
            default:
                await questions.AskAsync(activity, text, replies, cancellationToken);
                break;
        }
    }

    private async Task WelcomeAsync(Activity activity, IReplies replies, CancellationToken cancellationToken)
    {
        if (await memory.MayWelcomeAsync(activity, cancellationToken))
        {
            await replies.SendAsync((await greeting.ToAsync(activity, cancellationToken)) with { ReplyToId = null }, cancellationToken);
        }
    }

    private async Task ApologiseAsync(string words, Activity activity, IReplies replies, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_timeForApology, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await replies.SendAsync(AnswerMessages.Plain(words, activity), limit.Token);
        }
        catch (Exception exception) when (exception is ConnectorException || late.IsCancellationRequested)
        {
            Log.NotDelivered(logger, 0, "Apology", exception);
        }
    }
}
