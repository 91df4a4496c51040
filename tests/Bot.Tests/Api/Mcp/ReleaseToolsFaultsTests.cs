using ModelContextProtocol.Protocol;
using ReleaseBot.Answers;
using ReleaseBot.Index;

namespace ReleaseBot.Api.Mcp;

public sealed class ReleaseToolsFaultsTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly Dictionary<string, object?> _question = new() { ["question"] = "Who?" };

    [Fact]
    public async Task Long_release_comes_in_parts_that_make_up_the_whole()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var words = string.Concat(Enumerable.Repeat("🌊 The minister spoke. ", 2000));
        await api.StoreAsync("a", "A headline\n\n" + words);
        await using var client = await ReleaseToolsTests.ConnectAsync(api.Address);

        var read = string.Empty;
        for (int? offset = 0; offset is not null;)
        {
            var part = (await client.CallToolAsync(
                "get_release", new Dictionary<string, object?> { ["id"] = "a", ["offset"] = offset }, cancellationToken: TestContext.Current.CancellationToken))
                .StructuredContent!.Value;
            read += part.GetProperty("text").GetString();
            var next = part.GetProperty("nextOffset");
            offset = next.ValueKind == System.Text.Json.JsonValueKind.Null ? null : next.GetInt32();
        }

        Assert.Equal((await api.Index.GetReleaseAsync("a", TestContext.Current.CancellationToken))!.Text, read);
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://press.example", 200)]
    public async Task Page_of_a_foreign_origin_is_refused(string origin, int status)
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:AllowedOrigins:0", "https://press.example"));

        var answer = await api.SendAsync(
            HttpMethod.Post,
            "/mcp",
            """{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}""",
            ("Origin", origin),
            ("Accept", "application/json, text/event-stream"),
            ("Mcp-Protocol-Version", "2025-06-18"));

        Assert.Equal(status, (int)answer.Response.StatusCode);
        if (status != 200)
        {
            ApiUnderTest.AssertProblem(status, answer);
        }
    }

    [Fact]
    public async Task Fault_of_the_index_is_told_and_a_bug_is_not()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await using var client = await ReleaseToolsTests.ConnectAsync(api.Address);

        api.Index.BeforeOpen = () => throw new IndexException("The index file is damaged. Restore it or ingest again.");
        var damaged = await client.CallToolAsync(
            "get_release", new Dictionary<string, object?> { ["id"] = "a" }, cancellationToken: TestContext.Current.CancellationToken);
        api.Answering = (_, _) => ApiUnderTest.Always(new AnswerEvent.Failed("The model is away.", "Ask again later."));
        var failed = await client.CallToolAsync("ask_releases", _question, cancellationToken: TestContext.Current.CancellationToken);
        api.Answering = (_, _) => throw new InvalidOperationException("A bug's own words.");
        var bug = await client.CallToolAsync("ask_releases", _question, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("The index file is damaged. Restore it or ingest again.", TextOf(damaged));
        Assert.Equal("The model is away. Ask again later.", TextOf(failed));
        Assert.StartsWith("Something broke on the bot's side.", TextOf(bug), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Busy_bot_asks_to_come_back()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:ConcurrentAnswers", "1"), ("Api:WaitingAnswers", "0"));
        await using var client = await ReleaseToolsTests.ConnectAsync(api.Address);
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        api.Answering = (_, token) => ApiUnderTest.WaitAsync(begun, stopped, token);
        using var leave = new CancellationTokenSource();
        var first = client.CallToolAsync("ask_releases", _question, cancellationToken: leave.Token).AsTask();
        await begun.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);

        var second = await client.CallToolAsync("ask_releases", _question, cancellationToken: TestContext.Current.CancellationToken);
        await leave.CancelAsync();

        Assert.True(second.IsError);
        Assert.Contains("Ask again in 2 seconds", TextOf(second), StringComparison.Ordinal);
        // A client that gives up stops the work.
        await stopped.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    private static string TextOf(CallToolResult result)
    {
        Assert.True(result.IsError);
        return Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
    }
}
