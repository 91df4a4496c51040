using System.Text.Json;
using ReleaseBot.Answers;
using ReleaseBot.Index;

namespace ReleaseBot.Api;

public sealed class AskTests
{
    [Fact]
    public async Task Answer_has_exactly_the_fields_of_the_contract()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, body) = await api.AskAsync("""{"question": "  Who spoke?  "}""");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["answered", "citations", "confidence", "conversationId", "elapsedMs", "filters", "id", "mode", "nearest", "question", "spans", "standaloneQuestion", "text"],
            body.EnumerateObject().Select(each => each.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Who spoke?", body.GetProperty("question").GetString());
        Assert.Equal("extractive", body.GetProperty("mode").GetString());
        Assert.Equal("2024-03-01", body.GetProperty("filters").GetProperty("from").GetString());
        var citation = body.GetProperty("citations")[0];
        Assert.Equal(
            ["date", "end", "link", "number", "quote", "releaseId", "start", "title", "url"],
            citation.EnumerateObject().Select(each => each.Name).Order(StringComparer.Ordinal));
        Assert.Equal("2024-01-25", citation.GetProperty("date").GetString());
        Assert.Equal(12.5, body.GetProperty("elapsedMs").GetProperty("total").GetDouble());
    }

    [Fact]
    public async Task Request_reaches_the_answerer_whole()
    {
        await using var api = await ApiUnderTest.StartAsync(("Evaluation:AllowClock", "true"));

        var (response, _) = await api.AskAsync("""
            {"question": "Who?", "conversationId": "c-7", "clock": "2024-06-01",
             "filters": {"from": "2024-01-01", "to": "2024-12-31", "issuer": "The Commission", "language": "EN", "anyDate": true}}
            """);

        Assert.Equal(200, (int)response.StatusCode);
        var filter = new SearchFilter(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31), "The Commission", "en");
        Assert.Equal(new Question("Who?", "c-7", filter, new DateOnly(2024, 6, 1)) { AnyDate = true }, api.Asked);
    }

    [Theory]
    [InlineData("""{}""", "question")]
    [InlineData("""{"question": "   "}""", "question")]
    [InlineData("""{"question": 5}""", "question")]
    [InlineData("""{"question": "\u0000 🌊 \u202e?!"}""", "question")]
    [InlineData("""{"question": "Who?", "filters": {"from": "2024-02-30"}}""", "filters.from")]
    [InlineData("""{"question": "Who?", "filters": {"to": "yesterday"}}""", "filters.to")]
    [InlineData("""{"question": "Who?", "filters": {"from": "2024-02-02", "to": "2024-02-01"}}""", "filters.from")]
    [InlineData("""{"question": "Who?", "filters": {"language": "english"}}""", "filters.language")]
    [InlineData("""{"question": "Who?", "filters": {"author": "x"}}""", "filters.author")]
    [InlineData("""{"question": "Who?", "conversationID2": "x"}""", "conversationID2")]
    [InlineData("""{"question": "Who?", "conversationId": "../x"}""", "conversationId")]
    [InlineData("""{"question": "Who?", "clock": "2024-01-01"}""", "clock")]
    [InlineData("""{"question": "Who?", "question": "What?"}""", null)]
    [InlineData("""{"question": "\ud800"}""", null)]
    [InlineData("""{"question": "Who?" """, null)]
    [InlineData("""[]""", null)]
    [InlineData("""null""", null)]
    [InlineData("", null)]
    public async Task Wrong_request_is_refused_naming_the_field(string body, string? field)
    {
        await using var api = await ApiUnderTest.StartAsync();

        ApiUnderTest.AssertProblem(400, await api.AskAsync(body), field);
        Assert.Null(api.Asked);
    }

    [Fact]
    public async Task Deeply_nested_body_is_refused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var deep = string.Concat(Enumerable.Repeat("{\"filters\":", 30)) + "1" + new string('}', 30);

        ApiUnderTest.AssertProblem(400, await api.AskAsync(deep));
        ApiUnderTest.AssertProblem(400, await api.AskAsync(new string('[', 30_000)));
    }

    [Fact]
    public async Task Question_is_bounded_by_length_and_body_by_size()
    {
        await using var api = await ApiUnderTest.StartAsync();

        Assert.Equal(200, (int)(await api.AskAsync(Body(new string('x', 2000)))).Response.StatusCode);
        ApiUnderTest.AssertProblem(400, await api.AskAsync(Body(new string('x', 2001))), "question");
        ApiUnderTest.AssertProblem(413, await api.AskAsync(Body(new string('x', 1_000_000))));

        static string Body(string question) => JsonSerializer.Serialize(new { question });
    }

    [Fact]
    public async Task Body_that_is_not_json_is_refused()
    {
        await using var api = await ApiUnderTest.StartAsync();

        ApiUnderTest.AssertProblem(415, await api.AskAsync("question=Who", "application/x-www-form-urlencoded"));
    }

    [Fact]
    public async Task Expected_failure_is_a_problem_with_its_remedy()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.Failed("The index is gone.", "Ingest again."));

        var answer = await api.AskAsync("""{"question": "Who?"}""");

        ApiUnderTest.AssertProblem(503, answer);
        Assert.Equal("Ingest again.", answer.Body.GetProperty("remedy").GetString());
    }

    [Fact]
    public async Task Broken_index_is_a_problem_in_its_own_words_and_a_bug_is_not()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Answering = (_, _) => throw new IndexException("The index is newer than this bot. Update the bot.");
        var broken = await api.AskAsync("""{"question": "Who?"}""");
        api.Answering = (_, _) => throw new InvalidOperationException("secret");
        var bug = await api.AskAsync("""{"question": "Who?"}""");

        ApiUnderTest.AssertProblem(503, broken);
        Assert.Contains("newer than this bot", broken.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        ApiUnderTest.AssertProblem(500, bug);
        Assert.DoesNotContain("secret", bug.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_that_waited_too_long_is_told_when_to_come_back()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:ConcurrentAnswers", "1"), ("Api:LongestWait", "00:00:05"));
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        api.Answering = (question, _) => HoldAsync(question, begun, go.Task);
        var first = api.AskAsync("""{"question": "First?"}""");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var second = api.AskAsync("""{"question": "Second?"}""");

        // The second may not have begun to wait yet, so time goes on until its patience ends.
        while (!second.IsCompleted)
        {
            api.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(second, Task.Delay(10, TestContext.Current.CancellationToken));
        }

        ApiUnderTest.AssertProblem(429, await second);
        go.SetResult();
        Assert.Equal(200, (int)(await first).Response.StatusCode);
    }

    [Fact]
    public async Task Question_too_many_is_told_when_to_come_back()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:ConcurrentAnswers", "1"), ("Api:WaitingAnswers", "1"));
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        api.Answering = (question, _) => HoldAsync(question, begun, go.Task);
        var first = api.AskAsync("""{"question": "First?"}""");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var others = new[] { api.AskAsync("""{"question": "Second?"}"""), api.AskAsync("""{"question": "Third?"}""") };

        var refused = await await Task.WhenAny(others);

        ApiUnderTest.AssertProblem(429, refused);
        Assert.NotNull(refused.Response.Headers.RetryAfter);
        go.SetResult();
        Assert.Equal(200, (int)(await first).Response.StatusCode);
        Assert.Single(await Task.WhenAll(others), each => (int)each.Response.StatusCode == 200);
    }

    private static async IAsyncEnumerable<AnswerEvent> HoldAsync(Question question, TaskCompletionSource begun, Task go)
    {
        begun.TrySetResult();
        await go;
        yield return new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question));
    }
}
