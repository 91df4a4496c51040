using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Replies;
using ReleaseBot.Teams.Turns;

namespace ReleaseBot.Teams;

/// <summary>
/// Takes activities that may come in. The channel waits ten to fifteen seconds for a response, so all but invokes, and activities that
/// expect their replies in it, are queued and answered later.
/// </summary>
internal sealed class Reception(
    Inbox inbox,
    Invokes invokes,
    ActivityTurns turns,
    RecentActivities recent,
    IOptions<TeamsOptions> options,
    TimeProvider time) : IDisposable
{
    private const string SecondsToWait = "10";
    private static readonly TimeSpan _timeForInvoke = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(conversation =>
        RateLimitPartition.GetFixedWindowLimiter(conversation, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.ActivitiesPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>Takes one, and says how that went.</summary>
    public async Task<IResult> TakeAsync(Activity activity, HttpContext context, CancellationToken cancellationToken)
    {
        using var permit = _limits.AttemptAcquire($"{activity.ChannelId}\n{activity.Conversation?.Id}");
        if (!permit.IsAcquired)
        {
            context.Response.Headers.RetryAfter = SecondsToWait;
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (activity.Type == ActivityTypes.Invoke)
        {
            return await InvokeAsync(activity, cancellationToken);
        }

        var isNew = recent.TryAdd(activity);
        if (activity.ExpectsReplies())
        {
            return await ReplyAsync(activity, isNew, cancellationToken);
        }

        if (isNew && ActivityTurns.HasWork(activity) && !inbox.TryAdd(activity))
        {
            recent.Remove(activity);
            context.Response.Headers.RetryAfter = SecondsToWait;
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <inheritdoc/>
    public void Dispose() => _limits.Dispose();

    private async Task<IResult> InvokeAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_timeForInvoke, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await invokes.AnswerAsync(activity, limit.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status504GatewayTimeout);
        }
    }

    private async Task<IResult> ReplyAsync(Activity activity, bool isNew, CancellationToken cancellationToken)
    {
        var replies = new CollectedReplies();
        if (isNew && ActivityTurns.HasWork(activity))
        {
            await turns.RunAsync(activity, replies, cancellationToken);
        }

        return Results.Text(TeamsJson.Write(new ExpectedReplies(replies.Activities)), "application/json");
    }
}
