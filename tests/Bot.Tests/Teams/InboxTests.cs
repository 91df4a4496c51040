using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Api;

namespace ReleaseBot.Teams;

public sealed class InboxTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_of_one_conversation_are_answered_in_order_and_another_conversation_does_not_wait()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var first = new TaskCompletionSource();
        teams.Answering = (question, _) => AfterAsync(question.Text == "1" ? first.Task : Task.CompletedTask, question);

        await teams.DeliverAsync(teams.Message("1"));
        await teams.DeliverAsync(teams.Message("2"));
        await teams.DeliverAsync(teams.Message("3"));
        await teams.DeliverAsync(teams.Mention("4", TeamsUnderTest.GroupChat));
        var other = await teams.NextAtOnceAsync();
        first.SetResult();
        var own = new[] { await teams.NextAtOnceAsync(), await teams.NextAtOnceAsync(), await teams.NextAtOnceAsync() };

        Assert.Contains("thread.v2", other.Path, StringComparison.Ordinal);
        Assert.Equal(["f%3A1", "f%3A2", "f%3A3"], own.Select(request => request.Path.Split('/')[^1]));
    }

    [Fact]
    public async Task Server_that_stops_lets_answers_in_work_come_to_an_end_and_takes_no_more()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var mayAnswer = new TaskCompletionSource();
        teams.Answering = (question, _) => AfterAsync(mayAnswer.Task, question);
        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.DeliverAsync(teams.Message("And who else?"));
        var inbox = teams.Services.GetRequiredService<Inbox>();

        var stopping = inbox.StopAsync(Stop);
        Assert.False(inbox.TryAdd(new Protocol.Activity { Type = "message" }));
        mayAnswer.SetResult();
        await stopping.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.Equal(2, teams.Connector.All.Count(request => request.Type == "message"));
    }

    [Fact]
    public async Task Answers_that_do_not_end_in_time_are_stopped()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var stopped = new TaskCompletionSource<bool>();
        teams.Answering = (_, token) => NeverAsync(stopped, token);
        await teams.DeliverAsync(teams.Mention("Who spoke?", TeamsUnderTest.GroupChat));
        await teams.NextAsync();

        await teams.DrainAsync();

        Assert.True(await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop));
    }

    [Fact]
    public async Task Turn_that_breaks_does_not_break_the_next()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Answering = (_, _) => throw new InvalidOperationException("A bug.");
        await teams.DeliverAsync(teams.Message("Who spoke?"));
        teams.Connector.Fault = request => request.Path.EndsWith("f%3A2", StringComparison.Ordinal) ? new Fakes.FakeResponse(400, "") : null;

        await teams.DeliverAsync(teams.Message("help"));
        await teams.DeliverAsync(teams.Message("help"));
        await teams.DrainAsync();

        Assert.Equal(201, teams.Connector.All[^1].Response!.Status);
    }

    private static async IAsyncEnumerable<AnswerEvent> AfterAsync(Task before, Question question)
    {
        await before;
        yield return new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question));
    }

    private static async IAsyncEnumerable<AnswerEvent> NeverAsync(TaskCompletionSource<bool> stopped, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            stopped.TrySetResult(true);
        }

        yield break;
    }
}
