using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;

namespace ReleaseBot.Teams;

/// <summary>Whole conversations in a personal chat, a group chat and a channel, as recorded in tests/data/teams.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task Personal_chat_goes_as_recorded()
    {
        await using var teams = await StartAsync();
        var transcript = new Transcript(teams);

        var installation = teams.Other("installationUpdate");
        installation["action"] = "add";
        await transcript.SayAsync("Teams", installation, 1);
        var added = teams.Other("conversationUpdate");
        added["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:ada" }, new JsonObject { ["id"] = TeamsUnderTest.BotId });
        await transcript.SayAsync("Teams", added, 0);
        var answer = (await transcript.SayAsync("Ada", teams.Message("Who spoke?"), 1))[0];
        await transcript.SayAsync("Ada", teams.Message("And when was that?"), 1);
        await transcript.SayAsync("Ada", Feedback(teams, answer, "dislike", """{"feedbackText":"He did not."}"""), 0);
        var nothing = (await transcript.SayAsync("Ada", teams.Message("Who won the cup?"), 1))[0];
        var button = teams.Message("");
        button.Remove("text");
        button["value"] = JsonNode.Parse(nothing.Json.GetProperty("attachments")[0].GetProperty("content").GetProperty("actions")[0].GetProperty("data").GetRawText());
        await transcript.SayAsync("Ada", button, 1);
        await transcript.SayAsync("Ada", teams.Message("latest"), 1);
        await transcript.SayAsync("Ada", teams.Message("start over"), 1);
        await transcript.SayAsync("Ada", teams.Message("help"), 1);
        await transcript.SayAsync("Ada", teams.Message("?!"), 1);

        await transcript.AssertRecordedAsync("personal");
        Assert.Equal("c1", teams.Asked[1].ConversationId);
        Assert.Equal(new SearchFilter(new DateOnly(2024, 1, 25), new DateOnly(2024, 1, 25)), teams.Asked[^1].Filter);
    }

    [Fact]
    public async Task Group_chat_goes_as_recorded()
    {
        await using var teams = await StartAsync();
        var transcript = new Transcript(teams);

        var added = teams.Other("conversationUpdate", TeamsUnderTest.GroupChat);
        added["membersAdded"] = new JsonArray(new JsonObject { ["id"] = TeamsUnderTest.BotId });
        await transcript.SayAsync("Teams", added, 1);
        await transcript.SayAsync("Ada", teams.Message("Lunch at twelve?", TeamsUnderTest.GroupChat), 0);
        await transcript.SayAsync("Ada", teams.Mention("Who&nbsp;spoke with <at>Bob</at>?", TeamsUnderTest.GroupChat), 1);
        await transcript.SayAsync("Ada", teams.Mention("", TeamsUnderTest.GroupChat), 1);

        await transcript.AssertRecordedAsync("group");
        Assert.Equal(["Who spoke with Bob?"], teams.Asked.Select(question => question.Text));
    }

    [Fact]
    public async Task Channel_goes_as_recorded()
    {
        await using var teams = await StartAsync();
        var transcript = new Transcript(teams);

        var installation = teams.Other("installationUpdate", TeamsUnderTest.ChannelThread);
        installation["action"] = "add";
        await transcript.SayAsync("Teams", installation, 1);
        await transcript.SayAsync("Ada", teams.Mention("Who spoke? <at>Release Bot</at>", TeamsUnderTest.ChannelThread), 1);
        await transcript.SayAsync("Ada", teams.Mention("Who won the cup?", TeamsUnderTest.ChannelThread), 1);
        var removal = teams.Other("installationUpdate", TeamsUnderTest.ChannelThread);
        removal["action"] = "remove";
        await transcript.SayAsync("Teams", removal, 0);
        await transcript.SayAsync("Teams", Again(installation), 1);

        await transcript.AssertRecordedAsync("channel");

        JsonObject Again(JsonObject activity)
        {
            var copy = activity.DeepClone().AsObject();
            copy["id"] = "f:again";
            return copy;
        }
    }

    private static async Task<TeamsUnderTest> StartAsync()
    {
        var teams = await TeamsUnderTest.StartAsync(("Api:Examples:0", "Who spoke?"), ("Api:Examples:1", "What does mooring cost?"));
        await teams.StoreAsync("a.txt", "A headline\n\nThe minister spoke. *Nobody* answered.", "2024-01-25", "https://example.org/a_(1)");
        await teams.StoreAsync("b.txt", "Fees for [2023] fixed\n\nThe fee is EUR 12.", "2023-03-01");
        teams.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(Answer(question)));
        return teams;
    }

    private static Answer Answer(Question question) => question.Text.Contains("cup", StringComparison.Ordinal)
        ? ApiUnderTest.AnswerTo(question) with
        {
            Answered = false,
            Text = "The releases do not say.",
            Spans = [],
            Citations = [],
            Filters = Retrieval.AppliedFilters.None,
            Nearest =
            [
                new ReleaseSummary("a.txt", "A headline", new DateOnly(2024, 1, 25), null, null, "en", "https://example.org/a_(1)"),
                new ReleaseSummary("b.txt", "Fees for [2023] fixed", new DateOnly(2023, 3, 1), null, null, "en", null),
            ],
        }
        : ApiUnderTest.AnswerTo(question) with
        {
            StandaloneQuestion = question.Text.StartsWith("And", StringComparison.Ordinal) ? $"{question.Text} (spoke)" : question.Text,
            Text = "# Andrei Lukin [1] spoke *twice* at <b>7</b> & said “a_b”. [1]\n\nThe fee is EUR 12. [2]",
            Citations = ImmutableArray.Create(
                new Citation(1, "a.txt", "A headline", new DateOnly(2024, 1, 25), "https://example.org/a_(1)", "# Andrei Lukin [1] spoke *twice* at <b>7</b> & said “a_b”.", 12, 31, "https://example.org/a_(1)#:~:text=Andrei"),
                new Citation(2, "b.txt", new string('F', 200), null, "http://example.org/b", "The fee is EUR 12.", 0, 18, null)),
            Spans = ["Andrei Lukin", "EUR 12"],
        };

    private static JsonObject Feedback(TeamsUnderTest teams, Fakes.ConnectorRequest answer, string reaction, string feedback)
    {
        var invoke = teams.Other("invoke");
        invoke["name"] = "message/submitAction";
        invoke["replyToId"] = System.Text.Json.JsonElement.Parse(answer.Response!.Body).GetProperty("id").GetString();
        invoke["value"] = new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = feedback },
        };
        return invoke;
    }
}
