using System.Text.Json.Nodes;

namespace ReleaseBot.Teams;

/// <summary>Activities as Teams sends them to the bot under test.</summary>
internal static class IncomingActivities
{
    /// <summary>A message as Teams sends it in a personal chat.</summary>
    public static JsonObject Message(this TeamsUnderTest teams, string text, string conversation = TeamsUnderTest.PersonalChat) => new()
    {
        ["type"] = "message",
        ["id"] = teams.NewId(),
        ["timestamp"] = "2026-01-15T12:00:00.000Z",
        ["serviceUrl"] = teams.Connector.Url,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = "29:ada", ["name"] = "Ada", ["aadObjectId"] = "c5b2a7d0-0000-4000-8000-000000000001" },
        ["recipient"] = new JsonObject { ["id"] = TeamsUnderTest.BotId, ["name"] = "Release Bot" },
        ["conversation"] = new JsonObject
        {
            ["id"] = conversation,
            ["conversationType"] = conversation switch { TeamsUnderTest.PersonalChat => "personal", TeamsUnderTest.GroupChat => "groupChat", _ => "channel" },
            ["tenantId"] = TeamsUnderTest.Tenant,
        },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsUnderTest.Tenant } },
        ["locale"] = "en-GB",
        ["text"] = text,
        ["textFormat"] = "plain",
    };

    /// <summary>A message in a group or channel that mentions the bot first.</summary>
    public static JsonObject Mention(this TeamsUnderTest teams, string text, string conversation)
    {
        var message = teams.Message($"<at>Release Bot</at> {text}", conversation);
        message["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>Release Bot</at>",
            ["mentioned"] = new JsonObject { ["id"] = TeamsUnderTest.BotId, ["name"] = "Release Bot" },
        });
        return message;
    }

    /// <summary>An activity of another type, with the addresses of a message.</summary>
    public static JsonObject Other(this TeamsUnderTest teams, string type, string conversation = TeamsUnderTest.PersonalChat)
    {
        var activity = teams.Message("", conversation);
        activity.Remove("text");
        activity["type"] = type;
        return activity;
    }
}
