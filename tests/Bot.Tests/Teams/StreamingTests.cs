using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>Answers as they come, in a personal chat and elsewhere; the connector enforces the rules of streams.</summary>
public sealed class StreamingTests
{
    private const string First = "Andrei Lukin spoke. [1] ";
    private const string Second = "Nobody answered him that day. [1]";

    [Fact]
    public async Task Answer_that_comes_at_once_is_one_message_and_no_stream()
    {
        await using var teams = await TeamsUnderTest.StartAsync();

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAtOnceAsync();
        await teams.DrainAsync();

        var request = Assert.Single(teams.Connector.All);
        Assert.Equal(("message", 201), (request.Type, request.Response!.Status));
        Assert.Equal(default, request.Entity("streaminfo").ValueKind);
        Assert.EndsWith("/activities/f%3A1", request.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_grows_is_streamed_with_the_whole_text_each_time_and_ends_as_a_message()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        var begin = await teams.NextAsync();
        answer.Say(First);
        var middle = await teams.NextAsync();
        answer.Say(Second);
        answer.End(First + Second);
        var end = await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.All(teams.Connector.All, request => Assert.InRange(request.Response!.Status, 200, 202));
        Assert.Equal(("typing", "Searching the releases…"), (begin.Type, begin.Text));
        Assert.Equal("informative", begin.Entity("streaminfo").GetProperty("streamType").GetString());
        Assert.Equal(1, begin.Entity("streaminfo").GetProperty("streamSequence").GetInt32());
        Assert.Equal(("typing", "Andrei Lukin spoke. [1]"), (middle.Type, middle.Text));
        Assert.Equal(2, middle.Entity("streaminfo").GetProperty("streamSequence").GetInt32());
        Assert.StartsWith("Andrei Lukin spoke. [1] Nobody", end.Text, StringComparison.Ordinal);
        var info = end.Entity("streaminfo");
        Assert.Equal(("final", false), (info.GetProperty("streamType").GetString(), info.TryGetProperty("streamSequence", out _)));
        Assert.Equal(info.GetProperty("streamId").GetString(), end.Json.GetProperty("id").GetString());
        Assert.Equal("Claim", end.Entity("https://schema.org/Message").GetProperty("citation")[0].GetProperty("@type").GetString());
        Assert.Equal(end.Text, Assert.Single(teams.Connector.Shown).Value);
        Assert.All(teams.Connector.All.Zip(teams.Connector.All.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Markers_and_marks_are_never_shown_by_halves()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
        answer.Say("He paid **two mill");
        Assert.Equal("He paid", (await teams.NextAsync()).Text);
        answer.Say("ion** euros [");
        Assert.Equal("He paid **two million** euros", (await teams.NextAsync()).Text);
        answer.Say("1]. Then a_list_of <b>things</b> fol");
        Assert.Equal("He paid **two million** euros [1]. Then a_list_of &lt;b>things&lt;/b>", (await teams.NextAsync()).Text);
        answer.Say("lowed. [1]");
        answer.End("He paid **two million** euros [1]. Then a_list_of <b>things</b> followed. [1]");
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.All(teams.Connector.All, request => Assert.InRange(request.Response!.Status, 200, 202));
        Assert.Single(teams.Connector.Shown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_that_is_not_what_was_streamed_ends_the_stream_and_takes_its_place(bool saysSo)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
        answer.Say("Somebody else spoke. ");
        await teams.NextAsync();
        if (saysSo)
        {
            answer.Restart();
            answer.Say(First + Second);
        }

        answer.End(First + Second);
        var final = await teams.NextMessageAsync();
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.Equal("final", final.Entity("streaminfo").GetProperty("streamType").GetString());
        Assert.Equal("Somebody else spoke.\n\n_One moment: a better answer will stand here._", final.Text);
        Assert.All(teams.Connector.All, request => Assert.InRange(request.Response!.Status, 200, 202));
        Assert.Equal("PUT", teams.Connector.All[^1].Method);
        Assert.StartsWith("Andrei Lukin spoke. [1] Nobody", Assert.Single(teams.Connector.Shown).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_who_stops_the_stream_gets_nothing_more_and_the_answer_is_stopped()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
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
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
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
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;
        teams.Connector.Fault = request => request.Body.Contains("streaminfo", StringComparison.Ordinal) ? FakeResponse.Error(status, code, message) : null;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
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
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
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
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
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
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;
        var throttled = 0;
        teams.Connector.Fault = request => request.Text is not "Searching the releases…" && throttled++ == 0
            ? FakeResponse.Error(429, "TooManyRequests", "Slow down.") with { RetryAfter = "3" } : null;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
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
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;
        teams.Connector.Fault = request => request.Body.Contains("streaminfo", StringComparison.Ordinal) ? new FakeResponse(200, "") { Hangs = true } : null;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
        answer.End(First);
        var end = await teams.NextMessageAsync();

        Assert.Equal((201, default), (end.Response!.Status, end.Entity("streaminfo").ValueKind));
    }

    [Fact]
    public async Task Long_answer_ends_its_stream_before_the_two_minutes_and_then_takes_its_place()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Message("Who spoke?"));
        await teams.NextAsync();
        answer.Say(First);
        await teams.NextAsync();
        var early = await teams.NextMessageAsync();
        answer.End(First + Second);
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.InRange((early.At - TeamsUnderTest.Noon).TotalSeconds, 105, 119);
        Assert.Equal("Andrei Lukin spoke. [1]\n\n_This takes longer; the whole answer will stand here._", early.Text);
        Assert.All(teams.Connector.All, request => Assert.InRange(request.Response!.Status, 200, 202));
        Assert.StartsWith("Andrei Lukin spoke. [1] Nobody", Assert.Single(teams.Connector.Shown).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TeamsUnderTest.GroupChat)]
    [InlineData(TeamsUnderTest.ChannelThread)]
    public async Task In_groups_and_channels_the_bot_types_every_three_seconds_and_then_sends_one_message(string conversation)
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;

        await teams.DeliverAsync(teams.Mention("Who spoke?", conversation));
        var typing = new[] { await teams.NextAsync(), await teams.NextAsync(), await teams.NextAsync() };
        answer.End(First);
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.All(typing, request => Assert.Equal(("typing", default), (request.Type, request.Entity("streaminfo").ValueKind)));
        Assert.All(typing.Zip(typing.Skip(1)), pair => Assert.InRange((pair.Second.At - pair.First.At).TotalSeconds, 3, 10));
        Assert.Single(teams.Connector.Shown);
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

    /// <summary>An answer whose words come when the test says so.</summary>
    private sealed class SlowAnswer
    {
        private readonly Channel<AnswerEvent> _events = Channel.CreateUnbounded<AnswerEvent>();
        private readonly TaskCompletionSource<bool> _stopped = new();
        private Question? _question;

        public Task<bool> Stopped => _stopped.Task;

        public void Say(string text) => _events.Writer.TryWrite(new AnswerEvent.TextDelta(text));

        public void Restart() => _events.Writer.TryWrite(new AnswerEvent.Restarted("The model broke off."));

        public void End(string text)
        {
            var answer = ApiUnderTest.AnswerTo(_question!) with { Mode = AnswerMode.Generative, Text = text, Spans = [] };
            _events.Writer.TryWrite(new AnswerEvent.Completed(answer));
            _events.Writer.Complete();
        }

        public async IAsyncEnumerable<AnswerEvent> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            _question = question;
            cancellationToken.Register(() => _stopped.TrySetResult(true));
            await foreach (var happened in _events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return happened;
            }
        }
    }
}
