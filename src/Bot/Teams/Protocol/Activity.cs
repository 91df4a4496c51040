using System.Text.Json;

namespace ReleaseBot.Teams.Protocol;

/// <summary>
/// An activity of the Activity protocol, in and out: the fields in use. Unknown fields are ignored (A2005), and what varies in shape
/// stays JSON, so that one odd entity costs that entity and not the message.
/// </summary>
internal sealed record Activity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    public Account? From { get; init; }

    public Account? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    public string? Locale { get; init; }

    public string? DeliveryMode { get; init; }

    /// <summary>Of an invoke: what is asked for.</summary>
    public string? Name { get; init; }

    /// <summary>Of an installationUpdate: add or remove.</summary>
    public string? Action { get; init; }

    public IReadOnlyList<Account>? MembersAdded { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }
}

/// <summary>A person or a bot.</summary>
internal sealed record Account(string? Id, string? Name = null, string? AadObjectId = null, string? Role = null);

/// <summary>Where people talk; in a channel the id names the thread ("…;messageid=…").</summary>
internal sealed record ConversationAccount(
    string? Id,
    string? ConversationType = null,
    string? TenantId = null,
    bool? IsGroup = null,
    string? Name = null);

/// <summary>A card.</summary>
internal sealed record Attachment(string ContentType, JsonElement Content);

/// <summary>Buttons under a message; pressing one says its title.</summary>
internal sealed record SuggestedActions(IReadOnlyList<string> To, IReadOnlyList<CardAction> Actions);

/// <summary>A button. The channel sends the title (A7361), so title and value are the same words.</summary>
internal sealed record CardAction(string Type, string Title, string Value);

/// <summary>Values of <see cref="Activity.Type"/>.</summary>
internal static class ActivityTypes
{
    public const string Message = "message";
    public const string Typing = "typing";
    public const string Invoke = "invoke";
    public const string MessageDelete = "messageDelete";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
}

/// <summary>Values of <see cref="Activity.ChannelId"/>.</summary>
internal static class ChannelIds
{
    public const string Teams = "msteams";

    /// <summary>Channels of local emulators.</summary>
    public static IReadOnlyList<string> OfEmulators { get; } = ["emulator", "webchat", "directline"];
}
