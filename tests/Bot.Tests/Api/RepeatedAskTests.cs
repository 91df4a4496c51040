using System.Net.ServerSentEvents;
using System.Text.Json;
using ReleaseBot.Answers;

namespace ReleaseBot.Api;

public sealed class RepeatedAskTests
{
    private const string Who = """{"question": "Who?"}""";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Same_key_and_question_get_the_first_answer()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var count = CountAnswers(api);

        var (first, answer) = await AskAsync(api, "k1", Who);
        var (again, same) = await AskAsync(api, "k1", """{ "question":  " Who? ", "conversationId": null }""");

        Assert.Equal((200, 200), ((int)first.StatusCode, (int)again.StatusCode));
        Assert.Equal(answer.ToString(), same.ToString());
        Assert.Equal(1, count());
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
    }

    [Fact]
    public async Task Streamed_repeat_has_the_events_of_the_first()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var count = CountAnswers(api);

        var (_, answer) = await AskAsync(api, "k1", Who);
        var (_, stream) = await AskAsync(api, "k1", Who, ("Accept", "text/event-stream"));

        var events = SseParser.Create(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(stream.GetString()!))).Enumerate().ToList();
        Assert.Equal(["delta", "completed"], events.Select(each => each.EventType));
        Assert.Equal(answer.ToString(), events[1].Data);
        Assert.Equal(1, count());
    }

    [Fact]
    public async Task Same_key_with_another_question_is_refused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await AskAsync(api, "k1", Who);

        ApiUnderTest.AssertProblem(422, await AskAsync(api, "k1", """{"question": "What?"}"""), "Idempotency-Key");
        ApiUnderTest.AssertProblem(422, await AskAsync(api, "k1", """{"question": "Who?", "filters": {"language": "en"}}"""), "Idempotency-Key");
    }

    [Fact]
    public async Task Key_of_another_sender_is_another_key()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var count = CountAnswers(api);

        var (_, mine) = await AskAsync(api, "k1", Who, ("X-Api-Key", "one"));
        var (_, theirs) = await AskAsync(api, "k1", """{"question": "What?"}""", ("X-Api-Key", "two"));

        Assert.Equal(("Who?", "What?", 2), (mine.GetProperty("question").GetString(), theirs.GetProperty("question").GetString(), count()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task Malformed_key_is_refused(string key)
    {
        await using var api = await ApiUnderTest.StartAsync();

        ApiUnderTest.AssertProblem(400, await AskAsync(api, key, Who), "Idempotency-Key");
        ApiUnderTest.AssertProblem(400, await AskAsync(api, new string('k', 201), Who), "Idempotency-Key");
        Assert.Null(api.Asked);
    }

    [Fact]
    public async Task Repeat_that_comes_early_waits_for_the_first()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var answers = 0;
        api.Answering = (question, _) => SlowAsync(question);

        var first = AskAsync(api, "k1", Who);
        await begun.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        var repeats = Enumerable.Range(0, 5).Select(_ => AskAsync(api, "k1", Who)).ToArray();
        var (other, _) = await AskAsync(api, "k1", """{"question": "What?"}""");
        go.SetResult();
        var bodies = await Task.WhenAll([first, .. repeats]);

        Assert.Equal(422, (int)other.StatusCode);
        Assert.Single(bodies.Select(each => each.Body.ToString()).Distinct());
        Assert.Equal(1, answers);

        async IAsyncEnumerable<AnswerEvent> SlowAsync(Question question)
        {
            begun.SetResult();
            await go.Task;
            Interlocked.Increment(ref answers);
            yield return new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with { Id = "first" });
        }
    }

    [Fact]
    public async Task First_that_fails_or_leaves_is_not_repeated()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.Failed("The model is away.", "Wait."));
        ApiUnderTest.AssertProblem(503, await AskAsync(api, "k1", Who));
        var begun = new TaskCompletionSource();
        api.Answering = (_, token) => Endless(begun, token);
        using var leave = new CancellationTokenSource();
        var left = AskAsync(api, "k1", Who, leave.Token);
        await begun.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        api.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));

        var waiting = AskAsync(api, "k1", Who);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal(200, (int)(await waiting.WaitAsync(_patience, TestContext.Current.CancellationToken)).Response.StatusCode);
    }

    [Fact]
    public async Task Answer_is_forgotten_after_the_window()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:RepeatWindow", "00:05:00"));
        var count = CountAnswers(api);
        await AskAsync(api, "k1", Who);
        api.Time.Advance(TimeSpan.FromMinutes(4));
        await AskAsync(api, "k1", Who);
        var before = count();
        api.Time.Advance(TimeSpan.FromMinutes(2));

        await AskAsync(api, "k1", """{"question": "What?"}""");

        Assert.Equal((1, 2), (before, count()));
    }

    private static Func<int> CountAnswers(ApiUnderTest api)
    {
        var count = 0;
        api.Answering = (question, _) =>
        {
            var id = Interlocked.Increment(ref count);
            var answer = ApiUnderTest.AnswerTo(question) with { Id = $"answer {id}" };
            return ApiUnderTest.Always(new AnswerEvent.TextDelta(answer.Text), new AnswerEvent.Completed(answer));
        };
        return () => count;
    }

    private static async IAsyncEnumerable<AnswerEvent> Endless(
        TaskCompletionSource begun,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        begun.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    private static Task<(HttpResponseMessage Response, JsonElement Body)> AskAsync(
        ApiUnderTest api, string key, string body, params (string Name, string Value)[] headers) =>
        api.SendAsync(HttpMethod.Post, "/api/ask", body, [("Idempotency-Key", key), .. headers]);

    private static async Task<HttpResponseMessage> AskAsync(ApiUnderTest api, string key, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/ask", UriKind.Relative));
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", key);
        return await api.Client.SendAsync(request, cancellationToken);
    }
}
