using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Teams.Playground;

/// <summary>The bot beside an implementation of the protocol that is not ours: Microsoft's Agents Playground.</summary>
[Collection("processes")]
public sealed class PlaygroundTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registered_bot_welcomes_answers_streams_and_takes_feedback()
    {
        NpmTools.SkipUnlessInstalled();
        await using var teams = await TeamsUnderTest.StartAsync(TimeProvider.System, ("Teams:ServiceHosts:1", "localhost"));
        await using var proxy = await SigningProxy.StartAsync(teams);
        await using var playground = await AgentsPlayground.StartAsync(proxy.Url + "/api/messages", "msteams");

        await playground.InstallAsync(AgentsPlayground.PersonalChat);
        await playground.ShownAsync("I answer questions");
        await playground.SayAsync(AgentsPlayground.PersonalChat, "Who spoke?");
        var answer = await playground.ShownAsync("Andrei Lukin");
        Assert.Contains("AIGeneratedContent", answer.GetRawText(), StringComparison.Ordinal);

        await playground.PostAsync("/_conversation/v1/invoke", Feedback("dislike", "He did not"));
        var rated = Assert.Single(await teams.Services.GetRequiredService<FeedbackStore>().ListLowRatedAsync(10, Stop)).Feedback;
        Assert.Equal(("teams", "He did not"), (rated.Channel, rated.Comment));

        teams.Answering = SlowlyAsync;
        await playground.SayAsync(AgentsPlayground.PersonalChat, "Who spoke slowly?");
        await playground.ShownAsync("Searching the releases");
        await playground.ShownAsync("Very slowly");
        await playground.ShownAsync("final");

        Assert.DoesNotContain(playground.Seen, shown => shown.GetRawText().Contains("\"error\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Group_chat_is_answered_when_the_bot_is_mentioned_and_a_button_of_a_card_works()
    {
        NpmTools.SkipUnlessInstalled();
        await using var teams = await TeamsUnderTest.StartAsync(TimeProvider.System, ("Teams:ServiceHosts:1", "localhost"));
        await teams.StoreAsync("a.txt", "A headline\n\nThe minister spoke.", "2024-01-25");
        teams.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
        {
            Answered = false,
            Text = "The releases do not say.",
            Spans = [],
            Citations = [],
            Nearest = [new ReleaseSummary("a.txt", "A headline", null, null, null, null, null)],
        }));
        await using var proxy = await SigningProxy.StartAsync(teams);
        await using var playground = await AgentsPlayground.StartAsync(proxy.Url + "/api/messages", "msteams");
        JsonNode mention = new JsonObject { ["text"] = "<at>Release Bot</at>", ["mentioned"] = new JsonObject { ["id"] = TeamsUnderTest.BotId } };

        await playground.SayAsync(AgentsPlayground.GroupChat, "Lunch?");
        await playground.SayAsync(AgentsPlayground.GroupChat, "<at>Release Bot</at> Who won?", [mention]);
        var card = await playground.ShownAsync("Which release do you mean?");
        await playground.PostAsync("/_conversation/v1/submit", Pressed(AgentsPlayground.MessageId(card)));
        await playground.ShownAsync("I found no answer in A headline");

        Assert.Equal(["Who won?", "Who won? (A headline)"], teams.Asked.Select(question => question.Text));
    }

    [Fact]
    public async Task Emulator_without_credentials_is_welcomed_and_answered()
    {
        NpmTools.SkipUnlessInstalled();
        await using var teams = await TeamsUnderTest.StartAsync(
            TimeProvider.System, ("Teams:ClientId", null), ("Teams:TenantId", null), ("Teams:ClientSecret", null), ("Teams:ServiceHosts:0", null));
        await using var playground = await AgentsPlayground.StartAsync(teams.Client.BaseAddress + "api/messages", "emulator");

        await playground.InstallAsync(AgentsPlayground.PersonalChat);
        await playground.ShownAsync("I answer questions");
        await playground.SayAsync(AgentsPlayground.PersonalChat, "Who spoke?");
        await playground.ShownAsync("Andrei Lukin");
    }

    [Fact]
    public async Task Page_shows_the_answer_its_sources_the_label_and_the_thumbs()
    {
        NpmTools.SkipUnlessInstalled(Chromium);
        await using var teams = await TeamsUnderTest.StartAsync(TimeProvider.System, ("Teams:ServiceHosts:1", "localhost"));
        await using var proxy = await SigningProxy.StartAsync(teams);
        await using var playground = await AgentsPlayground.StartAsync(proxy.Url + "/api/messages", "msteams");

        var printed = await NpmTools.RunAsync(
            "chat.cjs", "", playground.Url, "Who spoke?", "Andrei Lukin", Path.Combine(AppContext.BaseDirectory, "teams-playground.png"));

        var seen = JsonElement.Parse(printed);
        Assert.Contains("“Andrei Lukin” spoke.", seen.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("*", seen.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains("A headline", seen.GetProperty("popover").GetString(), StringComparison.Ordinal);
        Assert.Contains("Andrei Lukin spoke.", seen.GetProperty("popover").GetString(), StringComparison.Ordinal);
        Assert.True(seen.GetProperty("bold").GetInt32() > 0 && seen.GetProperty("label").GetInt32() > 0 && seen.GetProperty("like").GetInt32() > 0, printed);
    }

    private static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    private static JsonObject Pressed(string card) => new()
    {
        ["value"] = new JsonObject { ["action"] = "askRelease", ["releaseId"] = "a.txt", ["question"] = "Who won?" },
        ["from"] = new JsonObject { ["id"] = "29:ada" },
        ["conversation"] = new JsonObject { ["id"] = AgentsPlayground.GroupChat },
        ["replyToId"] = card,
    };

    private static JsonObject Feedback(string reaction, string words) => new()
    {
        ["name"] = "message/submitAction",
        ["value"] = new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = words },
        },
        ["from"] = new JsonObject { ["id"] = "29:ada" },
        ["conversation"] = new JsonObject { ["id"] = AgentsPlayground.PersonalChat },
    };

    private static async IAsyncEnumerable<AnswerEvent> SlowlyAsync(Question question, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        yield return new AnswerEvent.TextDelta("Very slowly ");
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        yield return new AnswerEvent.TextDelta("spoke Andrei Lukin. [1]");
        yield return new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with { Mode = AnswerMode.Generative, Text = "Very slowly spoke Andrei Lukin. [1]", Spans = [] });
    }
}
