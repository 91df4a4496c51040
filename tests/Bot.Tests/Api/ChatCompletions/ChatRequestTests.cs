using System.Text.Json;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>Requests over the wire, where OpenAI's client does not show them, and how wrong ones are refused.</summary>
public sealed class ChatRequestTests
{
    [Theory]
    [InlineData("""[{"role": "user", "content": " Who? "}]""", "Who?")]
    [InlineData("""[{"role": "user", "content": [{"type": "text", "text": "Who"}, {"type": "text", "text": "spoke?"}]}]""", "Who\nspoke?")]
    [InlineData("""[{"role": "developer", "content": "Be brief."}, {"role": "user", "content": "Who?"}, {"role": "tool", "content": "x"}]""", "Who?")]
    [InlineData("""[{"role": "assistant", "content": "Hello!"}, {"role": "user", "content": "Who?"}]""", "Who?")]
    public async Task Last_message_of_the_user_is_the_question(string messages, string question)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, _) = await api.ChatAsync(messages);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal((question, 0), (api.Asked!.Text, api.Asked.History.Length));
    }

    [Fact]
    public async Task Earlier_messages_become_turns()
    {
        await using var api = await ApiUnderTest.StartAsync();

        await api.ChatAsync("""
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
        var (_, first) = await api.ChatAsync("""[{"role": "user", "content": "Who spoke?"}]""");
        var shown = first.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

        await api.ChatAsync(JsonSerializer.Serialize(new object[]
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
        var bug = await api.ChatAsync(ChatCalls.Who);
        AssertError(bug, 500, "server_error", null, "500");
        Assert.DoesNotContain("own words", bug.Body.ToString(), StringComparison.Ordinal);
        api.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.Failed("The index is away.", "Wait."));
        AssertError(await api.ChatAsync(ChatCalls.Who), 503, "server_error", null, "service_unavailable");
        AssertError(await api.ChatAsync(ChatCalls.Who, stream: true), 503, "server_error", null, "service_unavailable");
    }

    private static void AssertError((HttpResponseMessage Response, JsonElement Body) answer, int status, string type, string? field, string code)
    {
        Assert.True(status == (int)answer.Response.StatusCode, $"{(int)answer.Response.StatusCode}: {answer.Body}");
        Assert.Equal("application/json", answer.Response.Content.Headers.ContentType?.MediaType);
        var error = answer.Body.GetProperty("error");
        Assert.Equal((type, field, code), (error.GetProperty("type").GetString(), error.GetProperty("param").GetString(), error.GetProperty("code").GetString()));
        Assert.Matches(@"\. \S", error.GetProperty("message").GetString());
    }
}
