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
        var answer = await SlowAnswer.BeginAsync(teams);

        var begin = teams.Connector.All[0];
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
        var answer = await SlowAnswer.BeginAsync(teams);

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
        var answer = await SlowAnswer.BeginAsync(teams);

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
    public async Task Long_answer_ends_its_stream_before_the_two_minutes_and_then_takes_its_place()
    {
        await using var teams = await TeamsUnderTest.StartAsync();
        var answer = await SlowAnswer.BeginAsync(teams);

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
        var answer = await SlowAnswer.BeginAsync(teams, teams.Mention("Who spoke?", conversation));

        var typing = new[] { teams.Connector.All[0], await teams.NextAsync(), await teams.NextAsync() };
        answer.End(First);
        await teams.NextMessageAsync();
        await teams.DrainAsync();

        Assert.All(typing, request => Assert.Equal(("typing", default), (request.Type, request.Entity("streaminfo").ValueKind)));
        Assert.All(typing.Zip(typing.Skip(1)), pair => Assert.InRange((pair.Second.At - pair.First.At).TotalSeconds, 3, 10));
        Assert.Single(teams.Connector.Shown);
    }
}
