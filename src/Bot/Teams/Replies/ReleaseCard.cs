using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Replies;

/// <summary>The card "Which release do you mean?": the nearest releases of a question without an answer, each with a button.</summary>
internal static class ReleaseCard
{
    /// <summary>What the buttons say they do.</summary>
    public const string Verb = "askRelease";

    private const string ContentType = "application/vnd.microsoft.card.adaptive";
    private const int LongestTitle = 200;
    private const int LongestButton = 60;
    private const int MostReleases = 5;

    /// <summary>The card; null when the answer leaves nothing to choose.</summary>
    public static Attachment? For(Answer answer)
    {
        if (answer.Answered || answer.Nearest.IsEmpty)
        {
            return null;
        }

        var releases = answer.Nearest.Take(MostReleases).ToArray();
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = "Which release do you mean?",
            ["body"] = new JsonArray([Text("Which release do you mean?", "Bolder"), .. releases.Select(release => Text(Linked(release), "Default"))]),
            ["actions"] = new JsonArray([.. releases.Select(release => Button(release, answer.Question))]),
        };
        return new Attachment(ContentType, TeamsJson.Element(card));
    }

    /// <summary>A release's heading as markdown, linked where it has an https address.</summary>
    public static string Linked(ReleaseSummary release)
    {
        var heading = Heading(release.Title, release.Date);
        return AnswerMessages.HttpsUrl(release.Url) is { } url ? Markdown.Link(heading, url) : Markdown.Escape(heading);
    }

    private static string Heading(string title, DateOnly? date) => date is { } day
        ? $"{Markdown.Clip(title, LongestTitle)}, {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}"
        : Markdown.Clip(title, LongestTitle);

    private static JsonObject Text(string markdown, string weight) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = markdown,
        ["weight"] = weight,
        ["wrap"] = true,
    };

    private static JsonNode Button(ReleaseSummary release, string question) => new JsonObject
    {
        ["type"] = "Action.Submit",
        ["title"] = Markdown.Clip(release.Title, LongestButton),
        ["data"] = new JsonObject { ["action"] = Verb, ["releaseId"] = release.Id, ["question"] = question },
    };
}
