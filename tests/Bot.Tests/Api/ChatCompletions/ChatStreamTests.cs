using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>Streams over the wire, where OpenAI's client does not show them, and clients that leave.</summary>
public sealed class ChatStreamTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Stream_that_breaks_off_ends_with_an_error_and_is_not_done()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.TextDelta("So"), new AnswerEvent.Failed("The model is away.", "Ask again."));

        var (_, body) = await api.ChatAsync(ChatCalls.Who, stream: true);

        var events = Events(body.GetString()!);
        Assert.DoesNotContain("[DONE]", events);
        var error = JsonElement.Parse(events[^1]).GetProperty("error");
        Assert.Equal("The model is away. Ask again.", error.GetProperty("message").GetString());
        Assert.Equal("So", JsonElement.Parse(events[1]).GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Stream_ends_with_the_answer_and_done_and_has_a_usage_when_asked()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (question, _) => ApiUnderTest.Always(
            new AnswerEvent.TextDelta("“Andrei Lukin” "), new AnswerEvent.TextDelta("spoke. [1]"), new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));

        var (response, body) = await api.ChatAsync(ChatCalls.Who, stream: true);
        var (_, without) = await api.ChatAsync(ChatCalls.Who, stream: true, usage: false);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("event:", body.GetString(), StringComparison.Ordinal);
        var events = Events(body.GetString()!);
        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal(0, JsonElement.Parse(events[^2]).GetProperty("choices").GetArrayLength());
        Assert.True(JsonElement.Parse(events[^2]).GetProperty("usage").GetProperty("total_tokens").GetInt32() > 0);
        var end = JsonElement.Parse(events[^3]);
        Assert.Equal("stop", end.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal("a.txt", end.GetProperty("release_bot").GetProperty("citations")[0].GetProperty("releaseId").GetString());
        Assert.DoesNotContain("usage", without.GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_begins_anew_says_so_and_only_the_new_one_is_annotated()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (question, _) => ApiUnderTest.Always(
            new AnswerEvent.TextDelta("A minister spoke. [1] "),
            new AnswerEvent.Restarted("The language model's answer broke off."),
            new AnswerEvent.TextDelta("“Andrei Lukin” spoke. [1]"),
            new AnswerEvent.Completed(WithAddress(ApiUnderTest.AnswerTo(question))));

        var (_, body) = await api.ChatAsync(ChatCalls.Who, stream: true, usage: false);

        var choices = Events(body.GetString()!)[..^1].Select(data => JsonElement.Parse(data).GetProperty("choices")[0]).ToList();
        var content = string.Concat(choices.Select(choice => choice.GetProperty("delta").TryGetProperty("content", out var part) ? part.GetString() : ""));
        Assert.StartsWith(
            "A minister spoke. [1] \n\n(The language model's answer broke off. In the releases' own words instead:)\n\n“Andrei Lukin” spoke. [1]\n\nSources:", content, StringComparison.Ordinal);
        var url = Assert.Single(choices[^1].GetProperty("delta").GetProperty("annotations").EnumerateArray()).GetProperty("url_citation");
        Assert.Equal(content.IndexOf("spoke. [1]\n", StringComparison.Ordinal) + "spoke. ".Length, url.GetProperty("start_index").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_that_leaves_stops_the_answer(bool stream)
    {
        await using var api = await ApiUnderTest.StartAsync();
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        api.Answering = (_, token) => ApiUnderTest.WaitAsync(begun, stopped, token);
        using var leave = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative));
        request.Content = new StringContent(ChatCalls.Body(ChatCalls.Who, stream, false), Encoding.UTF8, "application/json");

        var asking = api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        await begun.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        await leave.CancelAsync();

        await stopped.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        await Task.WhenAny(asking);
    }

    private static Answer WithAddress(Answer answer) =>
        answer with { Citations = [.. answer.Citations.Select(cited => cited with { Url = "https://example.org/a" })] };

    private static List<string> Events(string stream) =>
        [.. SseParser.Create(new MemoryStream(Encoding.UTF8.GetBytes(stream))).Enumerate().Select(item => item.Data)];
}
