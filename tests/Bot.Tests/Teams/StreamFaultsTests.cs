using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>Streams that are stopped, refused, broken or slowed down, and answers that fail.</summary>
public sealed class StreamFaultsTests
{
    private const string First = "Andrei Lukin spoke. [1] ";
    private const string Second = "Nobody answered him that day. [1]";

    [Fact]
    public async Task Reader_who_stops_the_stream_gets_nothing_more_and_the_answer_is_stopped()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = await SlowAnswer.BeginAsync(teams);

        teams.Connector.Fault = _ => FakeResponse.Error(403, "ContentStreamNotAllowed", "Content stream was canceled by user.");
        answer.Say(First);
        await teams.NextAsync();
        await teams.WhileTimePassesAsync(answer.Stopped);
        await teams.DrainAsync();

        Assert.Equal(2, teams.Connector.All.Count);
    }

    [Fact]
    public async Task Reader_who_stops_at_the_very_end_gets_nothing_more()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = await SlowAnswer.BeginAsync(teams);

        teams.Connector.Fault = _ => FakeResponse.Error(403, "ContentStreamNotAllowed", "Content stream was canceled by user.");
        answer.End(First);
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.Equal(2, teams.Connector.All.Count);
    }

    [Theory]
    [InlineData(400, "BadArgument", "The streaming api is not enabled.")]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed.")]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream exceeded streaming time.")]
    [InlineData(403, "Forbidden", "Message size too large.")]
    [InlineData(405, "BadArgument", "No.")]
    [InlineData(500, "ServiceError", "No.")]
    public async Task Stream_that_is_refused_becomes_typing_and_one_message(int status, string code, string message)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = request => request.Body.Contains("streaminfo", StringComparison.Ordinal) ? FakeResponse.Error(status, code, message) : null;
        var answer = await SlowAnswer.BeginAsync(teams);

        var typing = await teams.NextAsync();
        answer.End(First);
        var end = await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.Equal(("typing", null), (typing.Type, typing.Text));
        Assert.Equal((201, default), (end.Response!.Status, end.Entity("streaminfo").ValueKind));
        Assert.Single(teams.Connector.Shown);
    }

    [Theory]
    [InlineData("Content stream was already completed.")]
    [InlineData("The text should contain the previously streamed content.")]
    [InlineData("Content stream exceeded streaming time.")]
    public async Task Stream_that_breaks_half_way_is_replaced_by_the_whole_message(string message)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = await SlowAnswer.BeginAsync(teams);

        teams.Connector.Fault = request => request.Method == "POST" && request.Body.Contains("streaminfo", StringComparison.Ordinal)
            ? FakeResponse.Error(403, "ContentStreamNotAllowed", message) : null;
        answer.Say(First);
        await teams.NextAsync();
        answer.End(First + Second);
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.Equal("PUT", teams.Connector.All[^1].Method);
        Assert.StartsWith("Andrei Lukin spoke. [1] Nobody", Assert.Single(teams.Connector.Shown).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_whose_replacement_fails_too_is_followed_by_a_new_message()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = await SlowAnswer.BeginAsync(teams);

        teams.Connector.Fault = request => request.Method == "PUT" || request.Body.Contains("streaminfo", StringComparison.Ordinal)
            ? FakeResponse.Error(403, "ContentStreamNotAllowed", "No.") : null;
        answer.End(First);
        await teams.DrainAsync();

        Assert.Equal(["typing", "message", "message", "message"], teams.Connector.All.Select(request => request.Type));
        Assert.Equal(("POST", 201), (teams.Connector.All[^1].Method, teams.Connector.All[^1].Response!.Status));
    }

    [Fact]
    public async Task Throttled_stream_waits_and_goes_on()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var throttled = 0;
        teams.Connector.Fault = request => request.Text is not "Searching the releases…" && throttled++ == 0
            ? FakeResponse.Error(429, "TooManyRequests", "Slow down.") with { RetryAfter = "3" } : null;
        var answer = await SlowAnswer.BeginAsync(teams);

        answer.Say(First);
        await teams.NextAsync();
        Assert.Equal("Andrei Lukin spoke. [1]", (await teams.NextAsync()).Text);
        answer.End(First + Second);
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.Equal([201, 429, 202, 201], teams.Connector.All.Select(request => request.Response!.Status));
    }

    [Fact]
    public async Task Stream_that_hangs_is_given_up_and_the_answer_comes_as_a_message()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        teams.Connector.Fault = request => request.Body.Contains("streaminfo", StringComparison.Ordinal) ? new FakeResponse(200, "") { Hangs = true } : null;
        var answer = await SlowAnswer.BeginAsync(teams);

        answer.End(First);
        var end = await teams.NextMessageAsync();

        Assert.Equal((201, default), (end.Response!.Status, end.Entity("streaminfo").ValueKind));
    }

    [Fact]
    public async Task Answer_that_fails_or_takes_too_long_is_told_in_words_for_users()
    {
        await using var teams = await TeamsUnderTest.StartAsync(("Teams:AnswerTimeout", "00:00:20"));
        teams.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.Failed("The file /srv/index.db is damaged.", "Mend it."));
        await teams.DeliverAsync(teams.Message("Who spoke?"));
        var failed = await teams.NextMessageAsync();
        teams.Answering = new SlowAnswer().AnswerAsync;
        await teams.DeliverAsync(teams.Mention("Who spoke?", TeamsUnderTest.GroupChat));
        var late = await teams.NextMessageAsync();

        Assert.Equal("I cannot search the releases at the moment. Please ask again in a few minutes.", failed.Text);
        Assert.Equal("That took too long, and I gave it up. Please ask again.", late.Text);
    }
}
