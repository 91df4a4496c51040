using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Replies;

/// <summary>The way back to whoever sent an activity.</summary>
internal interface IReplies
{
    /// <summary>Whether text may be shown as it grows, and whether the person sees that the bot is at work.</summary>
    bool AreLive { get; }

    /// <summary>Sends an activity; returns its id, if it was given one.</summary>
    /// <exception cref="ConnectorException">It was refused.</exception>
    Task<string?> SendAsync(Activity activity, CancellationToken cancellationToken);

    /// <summary>Replaces an activity sent before.</summary>
    /// <exception cref="ConnectorException">It was refused.</exception>
    Task UpdateAsync(string id, Activity activity, CancellationToken cancellationToken);
}

/// <summary>Through the channel's connector.</summary>
internal sealed class ConnectorReplies(ConnectorClient connector) : IReplies
{
    public bool AreLive => true;

    public Task<string?> SendAsync(Activity activity, CancellationToken cancellationToken) => connector.SendAsync(activity, cancellationToken);

    public Task UpdateAsync(string id, Activity activity, CancellationToken cancellationToken) =>
        connector.UpdateAsync(id, activity, cancellationToken);
}

/// <summary>In the response to the request, all at once (deliveryMode expectReplies).</summary>
internal sealed class CollectedReplies : IReplies
{
    private readonly List<Activity> _activities = [];

    public bool AreLive => false;

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<Activity> Activities => _activities;

    public Task<string?> SendAsync(Activity activity, CancellationToken cancellationToken)
    {
        _activities.Add(activity);
        return Task.FromResult<string?>(null);
    }

    public Task UpdateAsync(string id, Activity activity, CancellationToken cancellationToken) => SendAsync(activity, cancellationToken);
}
