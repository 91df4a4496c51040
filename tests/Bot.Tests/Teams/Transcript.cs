using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseBot.Architecture;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>A conversation as people can read it, compared with the one recorded in tests/data/teams.</summary>
internal sealed class Transcript(TeamsUnderTest teams)
{
    private readonly StringBuilder _text = new();
    private int _shown;

    /// <summary>Someone does something; the bot's replies up to the number expected follow.</summary>
    public async Task<IReadOnlyList<ConnectorRequest>> SayAsync(string who, JsonObject activity, int replies)
    {
        var response = await teams.DeliverAsync(activity);
        _text.Append(CultureInfo.InvariantCulture, $"{who}: {What(activity)}  ({(int)response.StatusCode})\n");
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (body.Length > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  response: {body}\n");
        }

        var came = new List<ConnectorRequest>();
        for (var i = 0; i < replies; i++)
        {
            came.Add(await teams.NextAtOnceAsync());
            Write(came[^1]);
        }

        return came;
    }

    /// <summary>Ends it: nothing more may have been sent, and the whole must be what is recorded.</summary>
    public async Task AssertRecordedAsync(string name)
    {
        await teams.DrainAsync();
        Assert.Equal(_shown, teams.Connector.All.Count);
        var path = Path.Combine(RepositoryFiles.Root, "tests", "data", "teams", name + ".txt");
        if (Environment.GetEnvironmentVariable("RECORD_TRANSCRIPTS") == "true")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, _text.ToString());
        }

        Assert.Equal(await File.ReadAllTextAsync(path), _text.ToString());
    }

    private static string What(JsonObject activity) => (string?)activity["type"] switch
    {
        "message" when activity["value"] is { } value => $"presses {value.ToJsonString()}",
        "message" => (string?)activity["text"] ?? "",
        "invoke" => $"invoke {activity["name"]} {activity["value"]?.ToJsonString()}",
        var type => $"{type} {activity["action"]}{(activity["membersAdded"] is { } members ? $"membersAdded {members.AsArray().Count}" : "")}".TrimEnd(),
    };

    private void Write(ConnectorRequest request)
    {
        _shown++;
        _text.Append(CultureInfo.InvariantCulture, $"bot: {request.Type} → {request.Path[request.Path.IndexOf("/activities", StringComparison.Ordinal)..]}\n");
        foreach (var line in (request.Text ?? "").Split('\n'))
        {
            _text.Append($"  | {line}".TrimEnd()).Append('\n');
        }

        var message = request.Entity("https://schema.org/Message");
        if (message.ValueKind == JsonValueKind.Object)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  label: {message.GetProperty("additionalType")[0]}\n");
        }

        foreach (var claim in message.ValueKind == JsonValueKind.Object && message.TryGetProperty("citation", out var claims) ? claims.EnumerateArray() : [])
        {
            var source = claim.GetProperty("appearance");
            var url = source.TryGetProperty("url", out var link) ? link.GetString() : "no link";
            _text.Append(CultureInfo.InvariantCulture, $"  [{claim.GetProperty("position")}] {source.GetProperty("name")} – {source.GetProperty("abstract")} ({url})\n");
        }

        WriteButtons(request.Json);
    }

    private void WriteButtons(JsonElement activity)
    {
        if (activity.TryGetProperty("channelData", out var data))
        {
            _text.Append(CultureInfo.InvariantCulture, $"  feedback: {data.GetProperty("feedbackLoop").GetProperty("type")}\n");
        }

        foreach (var attachment in activity.TryGetProperty("attachments", out var cards) ? cards.EnumerateArray() : [])
        {
            var card = attachment.GetProperty("content");
            _text.Append(CultureInfo.InvariantCulture, $"  card: {string.Join(" / ", card.GetProperty("body").EnumerateArray().Select(block => block.GetProperty("text")))}\n");
            _text.Append(CultureInfo.InvariantCulture, $"  buttons: {string.Join(" / ", card.GetProperty("actions").EnumerateArray().Select(button => button.GetProperty("title")))}\n");
        }

        if (activity.TryGetProperty("suggestedActions", out var suggestions))
        {
            _text.Append(CultureInfo.InvariantCulture, $"  suggestions: {string.Join(" / ", suggestions.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("title")))}\n");
        }
    }
}
