using System.Net;
using System.Text.Json;
using ReleaseBot.Answers;
using ReleaseBot.Api;

namespace ReleaseBot.Teams;

/// <summary>What becomes of activities that are delivered: acknowledged first, done once, and neither too many nor too often.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_is_acknowledged_before_it_is_answered()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var mayAnswer = new TaskCompletionSource();
        teams.Answering = (question, _) => AfterAsync(mayAnswer.Task, question);

        var response = await teams.DeliverAsync(teams.Message("Who spoke?"));
        Assert.Equal((202, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Stop)));
        Assert.Empty(teams.Connector.All);
        mayAnswer.SetResult();

        Assert.Contains("Andrei Lukin", (await teams.NextMessageAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_delivered_twice_is_answered_once_until_ten_minutes_have_passed()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var message = teams.Message("Who spoke?");

        Assert.Equal(202, (int)(await teams.DeliverAsync(message)).StatusCode);
        await teams.NextAtOnceAsync();
        Assert.Equal(202, (int)(await teams.DeliverAsync(message)).StatusCode);
        teams.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(202, (int)(await teams.DeliverAsync(message)).StatusCode);
        await teams.DrainAsync();

        Assert.Equal(2, teams.Asked.Count);
    }

    [Fact]
    public async Task Activities_without_an_id_are_all_done()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var message = teams.Message("Who spoke?");
        message.Remove("id");

        await teams.DeliverAsync(message);
        await teams.DeliverAsync(message);
        await teams.DrainAsync();

        Assert.Equal(2, teams.Asked.Count);
    }

    [Fact]
    public async Task Replies_come_in_the_response_when_they_are_expected_there()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var message = teams.Message("Who spoke?");
        message["deliveryMode"] = "expectReplies";

        var response = await teams.DeliverAsync(message);
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop));
        var again = await teams.DeliverAsync(message);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var activity = Assert.Single(body.GetProperty("activities").EnumerateArray());
        Assert.Equal("message", activity.GetProperty("type").GetString());
        Assert.Contains("**Andrei Lukin**", activity.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("29:ada", activity.GetProperty("recipient").GetProperty("id").GetString());
        Assert.Equal("""{"activities":[]}""", await again.Content.ReadAsStringAsync(Stop));
        Assert.Empty(teams.Connector.All);
    }

    [Fact]
    public async Task Full_queue_answers_503_and_takes_the_same_activity_later()
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:QueueLength", "1"));
        var mayAnswer = new TaskCompletionSource();
        teams.Answering = (question, _) => AfterAsync(mayAnswer.Task, question);
        var second = teams.Message("And who else?");

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        var refused = await teams.DeliverAsync(second);
        mayAnswer.SetResult();
        await teams.NextMessageAsync();
        var taken = await RetryAsync(() => teams.DeliverAsync(second));

        Assert.Equal((503, true), ((int)refused.StatusCode, refused.Headers.RetryAfter is not null));
        Assert.Equal(202, (int)taken.StatusCode);
        await teams.DrainAsync();
        Assert.Equal(["Who spoke?", "And who else?"], teams.Asked.Select(question => question.Text));

        // The place is free a moment after the answer has gone out.
        static async Task<HttpResponseMessage> RetryAsync(Func<Task<HttpResponseMessage>> deliver)
        {
            for (var i = 0; ; i++)
            {
                var response = await deliver();
                if (i == 200 || response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    return response;
                }

                await Task.Delay(10, Stop);
            }
        }
    }

    [Fact]
    public async Task One_conversation_that_sends_too_much_is_told_to_wait_and_others_are_not()
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:ActivitiesPerMinute", "2"));

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((int)(await teams.DeliverAsync(teams.Other("typing"))).StatusCode);
        }

        Assert.Equal([202, 202, 429], statuses);
        Assert.Equal(202, (int)(await teams.DeliverAsync(teams.Other("typing", TeamsUnderTest.GroupChat))).StatusCode);
    }

    private static async IAsyncEnumerable<AnswerEvent> AfterAsync(Task before, Question question)
    {
        await before;
        yield return new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question));
    }
}
