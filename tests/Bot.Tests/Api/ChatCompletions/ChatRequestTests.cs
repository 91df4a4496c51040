using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>What goes over the wire, where OpenAI's client does not show it.</summary>
public sealed class ChatRequestTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("""[{"role": "user", "content": " Who? "}]""", "Who?")]
    [InlineData("""[{"role": "user", "content": [{"type": "text", "text": "Who"}, {"type": "text", "text": "spoke?"}]}]""", "Who\nspoke?")]
    [InlineData("""[{"role": "developer", "content": "Be brief."}, {"role": "user", "content": "Who?"}, {"role": "tool", "content": "x"}]""", "Who?")]
    [InlineData("""[{"role": "assistant", "content": "Hello!"}, {"role": "user", "content": "Who?"}]""", "Who?")]
    public async Task Last_message_of_the_user_is_the_question(string messages, string question)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, _) = await ChatAsync(api, messages);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal((question, 0), (api.Asked!.Text, api.Asked.History.Length));
    }

    [Fact]
    public async Task Earlier_messages_become_turns()
    {
        await using var api = await ApiUnderTest.StartAsync();

        await ChatAsync(api, """
            [{"role": "user", "content": "Who led the talks on Velmora?"}, {"role": "assistant", "content": "Anna Berg did."},
             {"role": "user", "content": "Where?"}, {"role": "user", "content": "And when?"}]
            """);

        Assert.Equal(
            [("Who led the talks on Velmora?", true, "Anna Berg did."), ("Where?", false, "")],
            api.Asked!.History.Select(turn => (turn.Question, turn.Answered, turn.AnswerText)));
        Assert.StartsWith("Where? (", api.Asked.History[1].StandaloneQuestion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_sent_back_is_recognised_with_its_sources()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var (_, first) = await ChatAsync(api, """[{"role": "user", "content": "Who spoke?"}]""");
        var shown = first.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

        await ChatAsync(api, JsonSerializer.Serialize(new object[]
        {
            new { role = "user", content = "Who spoke? " },
            new { role = "assistant", content = shown + "\n" },
            new { role = "user", content = "When?" },
        }));

        var turn = Assert.Single(api.Asked!.History);
        Assert.Equal(("Who spoke?", "Andrei Lukin", "a.txt"), (turn.Question, Assert.Single(turn.Spans), Assert.Single(turn.ReleaseIds)));
    }

    [Fact]
    public async Task Fields_for_models_that_write_freely_are_accepted()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var nested = string.Concat(Enumerable.Repeat("{\"properties\":", 40)) + "1" + new string('}', 40);

        var (response, body) = await api.SendAsync(HttpMethod.Post, "/v1/chat/completions", $$$"""
            {"model": "release-bot", "messages": [{"role": "user", "content": "Who?", "name": "x"}], "temperature": 0.2, "max_tokens": 5, "n": 1,
             "stream": false, "stop": ["x"], "user": "u", "tools": [{"type": "function", "function": {"name": "f", "parameters": {{{nested}}}}}],
             "tool_choice": "auto", "response_format": {"type": "text"}, "seed": 1, "logit_bias": {} }
            """);

        Assert.True((int)response.StatusCode == 200, body.ToString());
    }

    [Theory]
    [InlineData("""{"messages": [{"role": "user", "content": "Who?"}]}""", 404, "model", "model_not_found")]
    [InlineData("""{"model": "release-bot"}""", 400, "messages", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": []}""", 400, "messages", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [null]}""", 400, "messages", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "user"}]}""", 400, "messages", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "boss", "content": "x"}]}""", 400, "messages", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "I"}]}""", 400, "messages", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "user", "content": [{"type": "image_url"}]}]}""", 400, "messages", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "user", "content": 5}]}""", 400, "messages[0].content", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "user", "content": "Who?"}], "n": 2}""", 400, "n", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "user", "content": "Who?"}], "response_format": {"type": "json_object"}}""", 400, "response_format", "invalid_value")]
    [InlineData("""{"model": "release-bot", "messages": [{"role": "user", "content": "Who?"}], "tool_choice": "required"}""", 400, "tool_choice", "invalid_value")]
    [InlineData("""{"model": """, 400, "model", "invalid_value")]
    [InlineData("""[]""", 400, null, "invalid_value")]
    public async Task Wrong_request_is_refused_in_the_form_of_the_api_it_speaks(string body, int status, string? field, string code)
    {
        await using var api = await ApiUnderTest.StartAsync();

        AssertError(await api.SendAsync(HttpMethod.Post, "/v1/chat/completions", body), status, "invalid_request_error", field, code);
        Assert.Null(api.Asked);
    }

    [Fact]
    public async Task Errors_that_arise_elsewhere_have_the_same_form()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:ConcurrentAnswers", "1"), ("Api:WaitingAnswers", "0"));

        AssertError(await api.GetAsync("/v1/embeddings"), 404, "invalid_request_error", null, "404");
        AssertError(await api.SendAsync(HttpMethod.Get, "/v1/chat/completions", null, ("Accept", "text/html")), 405, "invalid_request_error", null, "405");
        api.Answering = (_, _) => throw new InvalidOperationException("A bug's own words.");
        var bug = await ChatAsync(api, """[{"role": "user", "content": "Who?"}]""");
        AssertError(bug, 500, "server_error", null, "500");
        Assert.DoesNotContain("own words", bug.Body.ToString(), StringComparison.Ordinal);
        api.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.Failed("The index is away.", "Wait."));
        AssertError(await ChatAsync(api, """[{"role": "user", "content": "Who?"}]"""), 503, "server_error", null, "service_unavailable");
        AssertError(await ChatAsync(api, """[{"role": "user", "content": "Who?"}]""", stream: true), 503, "server_error", null, "service_unavailable");
    }

    [Fact]
    public async Task Stream_that_breaks_off_ends_with_an_error_and_is_not_done()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.TextDelta("So"), new AnswerEvent.Failed("The model is away.", "Ask again."));

        var (_, body) = await ChatAsync(api, """[{"role": "user", "content": "Who?"}]""", stream: true);

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

        var (response, body) = await ChatAsync(api, """[{"role": "user", "content": "Who?"}]""", stream: true);
        var (_, without) = await ChatAsync(api, """[{"role": "user", "content": "Who?"}]""", stream: true, usage: false);

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

        var (_, body) = await ChatAsync(api, """[{"role": "user", "content": "Who?"}]""", stream: true, usage: false);

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
        api.Answering = (_, token) => WaitAsync(begun, stopped, token);
        using var leave = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative));
        request.Content = new StringContent(Body("""[{"role": "user", "content": "Who?"}]""", stream, false), Encoding.UTF8, "application/json");

        var asking = api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        await begun.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        await leave.CancelAsync();

        await stopped.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        await Task.WhenAny(asking);
    }

    private static Answer WithAddress(Answer answer) =>
        answer with { Citations = [.. answer.Citations.Select(cited => cited with { Url = "https://example.org/a" })] };

    private static async IAsyncEnumerable<AnswerEvent> WaitAsync(
        TaskCompletionSource begun,
        TaskCompletionSource stopped,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        begun.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            stopped.SetResult();
        }

        yield break;
    }

    private static Task<(HttpResponseMessage Response, JsonElement Body)> ChatAsync(
        ApiUnderTest api, string messages, bool stream = false, bool usage = true) =>
        api.SendAsync(HttpMethod.Post, "/v1/chat/completions", Body(messages, stream, usage));

    private static string Body(string messages, bool stream, bool usage) =>
        $$"""
        {"model": "release-bot", "messages": {{messages}}, "stream": {{(stream ? "true" : "false")}},
         "stream_options": {"include_usage": {{(usage ? "true" : "false")}}} }
        """;

    private static List<string> Events(string stream) =>
        [.. SseParser.Create(new MemoryStream(Encoding.UTF8.GetBytes(stream))).Enumerate().Select(item => item.Data)];

    private static void AssertError((HttpResponseMessage Response, JsonElement Body) answer, int status, string type, string? field, string code)
    {
        Assert.True(status == (int)answer.Response.StatusCode, $"{(int)answer.Response.StatusCode}: {answer.Body}");
        Assert.Equal("application/json", answer.Response.Content.Headers.ContentType?.MediaType);
        var error = answer.Body.GetProperty("error");
        Assert.Equal((type, field, code), (error.GetProperty("type").GetString(), error.GetProperty("param").GetString(), error.GetProperty("code").GetString()));
        Assert.Matches(@"\. \S", error.GetProperty("message").GetString());
    }
}
