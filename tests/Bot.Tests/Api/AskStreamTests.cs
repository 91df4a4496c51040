using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Api;

public sealed class AskStreamTests
{
    private static readonly ReleaseSummary _release = new("a.txt", "A headline", new DateOnly(2024, 1, 25), null, null, "en", null);

    [Fact]
    public async Task Events_come_in_order_with_their_data()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (question, _) => ApiUnderTest.Always(
            new AnswerEvent.Searching("Who spoke?", AppliedFilters.None),
            new AnswerEvent.TextDelta("“One\nline” – "),
            new AnswerEvent.TextDelta("done. [1]"),
            new AnswerEvent.Cited(ApiUnderTest.AnswerTo(question).Citations[0]),
            new AnswerEvent.NoAnswer([_release]),
            new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));

        var events = await AskAsync(api);

        Assert.Equal(["searching", "delta", "delta", "citation", "no-answer", "completed"], events.Select(each => each.Type));
        Assert.Equal("Who spoke?", events[0].Data.GetProperty("standaloneQuestion").GetString());
        Assert.Equal("“One\nline” – ", events[1].Data.GetProperty("text").GetString());
        Assert.Equal(1, events[3].Data.GetProperty("number").GetInt32());
        Assert.Equal("a.txt", events[4].Data.GetProperty("nearest")[0].GetProperty("id").GetString());
        var (_, whole) = await api.AskAsync("""{"question": "Who?"}""");
        Assert.Equal(whole.ToString(), events[5].Data.ToString());
    }

    [Fact]
    public async Task Text_that_is_taken_back_is_an_event_and_the_answer_tells_why()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (question, _) => ApiUnderTest.Always(
            new AnswerEvent.TextDelta("The model began. [1]"),
            new AnswerEvent.Restarted("The language model did not answer within 20 s (Llm:Timeout)."),
            new AnswerEvent.TextDelta("“Quoted.” [1]"),
            new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
            {
                Reason = "timeout",
                Note = "The language model did not answer within 20 s (Llm:Timeout).",
                PromptHash = "0123456789abcdef",
                Verification = new VerificationReport
                {
                    Kept = 1,
                    Repaired = 0,
                    Dropped = 1,
                    ModelCalls = 1,
                    FirstSentenceMs = 812.5,
                    Sentences = [new("The model began.", SentenceOutcome.Kept, [1], null), new(null, SentenceOutcome.Dropped, [], "number")],
                },
            }));

        var events = await AskAsync(api);

        Assert.Equal(["delta", "restarted", "delta", "completed"], events.Select(each => each.Type));
        Assert.Contains("Llm:Timeout", events[1].Data.GetProperty("note").GetString(), StringComparison.Ordinal);
        var answer = events[3].Data;
        Assert.Equal(("extractive", "timeout", "0123456789abcdef"), (Text(answer, "mode"), Text(answer, "reason"), Text(answer, "promptHash")));
        var verification = answer.GetProperty("verification");
        Assert.Equal((1, 1, 812.5), (verification.GetProperty("kept").GetInt32(), verification.GetProperty("dropped").GetInt32(), verification.GetProperty("firstSentenceMs").GetDouble()));
        Assert.Equal(["kept", "dropped"], verification.GetProperty("sentences").EnumerateArray().Select(sentence => Text(sentence, "outcome")));
        Assert.Equal(JsonValueKind.Null, verification.GetProperty("sentences")[1].GetProperty("text").ValueKind);

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Fact]
    public async Task What_throws_half_way_becomes_a_last_event()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (_, _) => BreakAsync();

        var events = await AskAsync(api);

        Assert.Equal(["delta", "failed"], events.Select(each => each.Type));
        Assert.Contains("is full", events[1].Data.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(string.Empty, events[1].Data.GetProperty("remedy").GetString());

        static async IAsyncEnumerable<AnswerEvent> BreakAsync()
        {
            await Task.Yield();
            yield return new AnswerEvent.TextDelta("So");
            throw new IndexException("The disk is full.");
        }
    }

    [Fact]
    public async Task Wrong_question_is_a_problem_before_any_event()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.SendAsync(HttpMethod.Post, "/api/ask", """{"question": ""}""", ("Accept", "text/event-stream"));

        ApiUnderTest.AssertProblem(400, answer, "question");
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/json")]
    public async Task Client_that_leaves_stops_the_answer(string accept)
    {
        await using var api = await ApiUnderTest.StartAsync();
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        api.Answering = (_, token) => WaitAsync(begun, stopped, token);
        using var leave = new CancellationTokenSource();
        using var request = Request(accept);

        var asking = api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        if (accept == "text/event-stream")
        {
            (await asking).Dispose();
        }
        else
        {
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        }

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private static async IAsyncEnumerable<AnswerEvent> WaitAsync(
        TaskCompletionSource begun,
        TaskCompletionSource stopped,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new AnswerEvent.TextDelta("So");
        begun.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            stopped.SetResult();
        }
    }

    private static HttpRequestMessage Request(string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/ask", UriKind.Relative))
        {
            Content = new StringContent("""{"question": "Who?"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }

    private static async Task<List<(string Type, JsonElement Data)>> AskAsync(ApiUnderTest api)
    {
        using var request = Request("text/event-stream");
        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            events.Add((item.EventType, JsonElement.Parse(item.Data)));
        }

        return events;
    }
}
