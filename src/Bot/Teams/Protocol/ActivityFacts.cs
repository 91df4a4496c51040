using System.Text.Json;

namespace ReleaseBot.Teams.Protocol;

/// <summary>What an activity says about itself.</summary>
internal static class ActivityFacts
{
    private const string Personal = "personal";

    /// <summary>Whether only one person and the bot talk; channels without kinds of conversation are of this sort.</summary>
    public static bool IsPersonal(this Activity activity) =>
        activity.Conversation is not { IsGroup: true } && (activity.Conversation?.ConversationType ?? Personal) == Personal;

    /// <summary>Whether it comes from Teams.</summary>
    public static bool IsTeams(this Activity activity) => activity.ChannelId == ChannelIds.Teams;

    /// <summary>Whether the replies are wanted in the response.</summary>
    public static bool ExpectsReplies(this Activity activity) => activity.DeliveryMode == "expectReplies";

    /// <summary>Whether the bot itself was added.</summary>
    public static bool AddsBot(this Activity activity) =>
        activity.Recipient?.Id is { } bot && activity.MembersAdded?.Any(member => member?.Id == bot) == true;

    /// <summary>Tenants it names.</summary>
    public static IReadOnlyList<string> Tenants(this Activity activity) =>
        [.. new[] { activity.Conversation?.TenantId, activity.ChannelData.Text("tenant", "id") }.OfType<string>().Where(id => id.Length > 0)];

    /// <summary>The mentions of the bot itself, by id and never by name.</summary>
    public static IEnumerable<JsonElement?> BotMentions(this Activity activity) => (activity.Entities ?? [])
        .Select(JsonElement? (entity) => entity)
        .Where(entity => entity.Text("type") == "mention" && entity.Text("mentioned", "id") is { } id && id == activity.Recipient?.Id);

    /// <summary>Whether the bot is meant: always in a personal chat, elsewhere when it is mentioned.</summary>
    public static bool IsForBot(this Activity activity) => activity.IsPersonal() || activity.BotMentions().Any();

    /// <summary>An activity back to where this one came from.</summary>
    public static Activity Reply(this Activity activity, string type) => new()
    {
        Type = type,
        ChannelId = activity.ChannelId,
        ServiceUrl = activity.ServiceUrl,
        From = activity.Recipient,
        Recipient = activity.From,
        Conversation = activity.Conversation,
        ReplyToId = activity.Id,
        Locale = activity.Locale,
    };
}
