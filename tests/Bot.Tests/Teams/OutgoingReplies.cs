using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams;

/// <summary>Replies that the bot under test sends through its own connector client.</summary>
internal static class OutgoingReplies
{
    /// <summary>A reply to a message.</summary>
    public static Activity Reply(this TeamsUnderTest teams, string conversation = TeamsUnderTest.PersonalChat) =>
        JsonSerializer.Deserialize<Activity>(teams.Message("Who?", conversation), JsonSerializerOptions.Web)!.Reply("message") with { ReplyToId = null, Text = "Hello" };

    /// <summary>Sends it while time goes on, and gives the id it gets.</summary>
    public static Task<string?> SendAsync(this TeamsUnderTest teams, Activity activity) =>
        teams.WhileTimePassesAsync(teams.Services.GetRequiredService<ConnectorClient>().SendAsync(activity, TestContext.Current.CancellationToken));
}
