using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Api;
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
