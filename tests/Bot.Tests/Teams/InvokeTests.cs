using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Operations;

namespace ReleaseBot.Teams;

public sealed class InvokeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"feedbackText":"He did not."}""", "He did not.")]
    [InlineData("He did not.", "He did not.")]
    [InlineData("{He did not.", "{He did not.")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task Thumbs_down_is_kept_with_the_words_in_either_form(string? feedback, string? words)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        await teams.DeliverAsync(teams.Message("Who spoke?"));
        var answer = await teams.NextAtOnceAsync();

        var response = await RateAsync(teams, "dislike", feedback, JsonElement.Parse(answer.Response!.Body).GetProperty("id").GetString());
        await RateAsync(teams, "dislike", feedback, null);

        Assert.Equal((200, "{}"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Stop)));
        var rated = Assert.Single(await teams.Services.GetRequiredService<FeedbackStore>().ListLowRatedAsync(10, Stop));
        Assert.Equal(("Who spoke?", "teams", words), (rated.Answer.Question, rated.Feedback.Channel, rated.Feedback.Comment));
    }

    [Theory]
    [InlineData("love", "x", "17")]
    [InlineData("dislike", "x", "of no message of ours")]
    public async Task Feedback_that_means_nothing_is_answered_and_not_kept(string reaction, string feedback, string replyTo)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAtOnceAsync();

        Assert.Equal(200, (int)(await RateAsync(teams, reaction, feedback, replyTo)).StatusCode);
        Assert.Empty(await teams.Services.GetRequiredService<FeedbackStore>().ListLowRatedAsync(10, Stop));
    }

    [Theory]
    [InlineData("""{"actionName":"feedback"}""")]
    [InlineData("""{"actionName":"feedback","actionValue":"dislike"}""")]
    [InlineData("""{"actionName":"other","actionValue":{"reaction":"dislike"}}""")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("\"x\"")]
    public async Task Odd_feedback_is_answered(string value)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var invoke = teams.Other("invoke");
        invoke["name"] = "message/submitAction";
        invoke["value"] = JsonNode.Parse(value);

        Assert.Equal(200, (int)(await teams.DeliverAsync(invoke)).StatusCode);
    }

    [Fact]
    public async Task Button_pressed_as_an_invoke_is_answered_in_the_card_and_then_by_a_message()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        await teams.StoreAsync("a.txt", "A headline\n\nThe minister spoke.", "2024-01-25");

        var response = await PressAsync(teams, new JsonObject { ["action"] = "askRelease", ["releaseId"] = "a.txt", ["question"] = "Who spoke?" });
        var message = await teams.NextAtOnceAsync();

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal((200, 200, "application/vnd.microsoft.activity.message"), (
            (int)response.StatusCode, body.GetProperty("statusCode").GetInt32(), body.GetProperty("type").GetString()));
        Assert.Contains("Andrei Lukin", message.Text, StringComparison.Ordinal);
        Assert.Equal("Who spoke? (A headline)", teams.Asked[0].Text);
    }

    [Theory]
    [InlineData("""{"action":"askRelease"}""")]
    [InlineData("""{"action":"somethingElse","releaseId":"a.txt","question":"Who?"}""")]
    [InlineData("""{"action":"askRelease","releaseId":5,"question":"Who?"}""")]
    [InlineData("null")]
    public async Task Unknown_button_is_an_error_in_the_card(string data)
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        var response = await PressAsync(teams, JsonNode.Parse(data));

        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal((200, 400, "application/vnd.microsoft.error"), (
            (int)response.StatusCode, body.GetProperty("statusCode").GetInt32(), body.GetProperty("type").GetString()));
        Assert.NotEqual("", body.GetProperty("value").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Deleted_question_is_forgotten()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with { Id = question.Text }));
        var question = teams.Message("Who spoke?");
        await teams.DeliverAsync(question);
        await teams.NextAtOnceAsync();
        await RateAsync(teams, "dislike", "No.", null);
        var deletion = teams.Other("messageDelete");
        deletion["id"] = (string)question["id"]!;

        await teams.DeliverAsync(deletion);
        await teams.DeliverAsync(teams.Message("And when?"));
        await teams.NextAtOnceAsync();

        var store = teams.Services.GetRequiredService<FeedbackStore>();
        Assert.Empty(await store.ListLowRatedAsync(10, Stop));
        Assert.False(await store.ForgetAsync("Who spoke?", Stop));
        Assert.True(await store.ForgetAsync("And when?", Stop));
        Assert.Equal(["Who spoke?", "And when?"], teams.Asked.Select(asked => asked.Text));
        Assert.Null(teams.Asked[1].ConversationId);
    }

    private static Task<HttpResponseMessage> RateAsync(TeamsUnderTest teams, string reaction, string? feedback, string? replyTo)
    {
        var invoke = teams.Other("invoke");
        invoke["name"] = "message/submitAction";
        invoke["replyToId"] = replyTo;
        invoke["value"] = new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = feedback },
        };
        return teams.DeliverAsync(invoke);
    }

    private static Task<HttpResponseMessage> PressAsync(TeamsUnderTest teams, JsonNode? data)
    {
        var invoke = teams.Other("invoke");
        invoke["name"] = "adaptiveCard/action";
        invoke["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["data"] = data } };
        return teams.DeliverAsync(invoke);
    }
}
