using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.Mcp;

/// <summary>The Model Context Protocol's own client uses the tools.</summary>
[Collection(WithRealModels.Name)]
public sealed class ReleaseToolsTests(ServedBot bot) : IClassFixture<ServedBot>
{
    private const string Fee = "What is the mooring fee in Tarnvik for 2024?";

    [Fact]
    public async Task Tools_say_that_they_only_read_and_what_they_take_and_give()
    {
        await using var client = await ConnectAsync(bot.Address);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["ask_releases", "get_release", "search_releases"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool =>
        {
            var annotations = tool.ProtocolTool.Annotations!;
            Assert.Equal((true, false, false), (annotations.ReadOnlyHint, annotations.DestructiveHint, annotations.OpenWorldHint));
            Assert.Equal("object", tool.ProtocolTool.OutputSchema!.Value.GetProperty("type").GetString());
            Assert.All(
                tool.JsonSchema.GetProperty("properties").EnumerateObject(),
                property => Assert.NotEmpty(property.Value.GetProperty("description").GetString()!));
            Assert.NotEmpty(tool.Description);
            Assert.NotNull(tool.Title);
        });
        Assert.Equal("release-bot", client.ServerInfo!.Name);
        Assert.Contains("ask_releases", client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_comes_with_verbatim_citations_and_is_followed_up()
    {
        await using var client = await ConnectAsync(bot.Address);

        var first = await CallAsync(client, "ask_releases", ("question", "Who headed the delegation of Kazakh parliamentarians?"));
        var second = await CallAsync(client, "ask_releases",
            ("question", "And when was that?"), ("conversationId", first.GetProperty("conversationId").GetString()));

        Assert.True(first.GetProperty("answered").GetBoolean());
        var citation = first.GetProperty("citations")[0];
        var release = await CallAsync(client, "get_release", ("id", citation.GetProperty("releaseId").GetString()));
        Assert.Equal(
            citation.GetProperty("quote").GetString(),
            release.GetProperty("text").GetString()![citation.GetProperty("start").GetInt32()..citation.GetProperty("end").GetInt32()]);
        Assert.Contains("25 January 2024", second.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Abstention_is_an_answer_and_no_error()
    {
        await using var client = await ConnectAsync(bot.Address);

        var answer = await CallAsync(client, "ask_releases", ("question", "Who won the football world cup in 1998?"));

        Assert.False(answer.GetProperty("answered").GetBoolean());
        Assert.Empty(answer.GetProperty("citations").EnumerateArray());
        Assert.NotEmpty(answer.GetProperty("nearest").EnumerateArray());
    }

    [Fact]
    public async Task Search_finds_passages_within_the_limits()
    {
        await using var client = await ConnectAsync(bot.Address);

        var all = await CallAsync(client, "search_releases", ("query", "mooring fee"), ("limit", 3));
        var early = await CallAsync(client, "search_releases", ("query", "mooring fee"), ("from", "2023-01-01"), ("to", "2023-12-31"), ("language", "EN"));

        Assert.Equal(3, all.GetProperty("passages").GetArrayLength());
        Assert.Equal(["fee-2023"], early.GetProperty("passages").EnumerateArray().Select(each => each.GetProperty("releaseId").GetString()).Distinct());
        Assert.Contains("EUR 12 per tonne", early.GetProperty("passages")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("2023-01-01", early.GetProperty("filters").GetProperty("from").GetString());
    }

    [Fact]
    public async Task Result_is_also_given_as_text_for_models_that_read_no_structure()
    {
        await using var client = await ConnectAsync(bot.Address);

        var result = await client.CallToolAsync(
            "ask_releases", new Dictionary<string, object?> { ["question"] = Fee }, cancellationToken: TestContext.Current.CancellationToken);

        var text = JsonElement.Parse(Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
        Assert.Equal(result.StructuredContent!.Value.GetProperty("text").GetString(), text.GetProperty("text").GetString());
        Assert.Contains("EUR 15 per tonne", text.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask_releases", """{"question": "  "}""", "Ask in 1 to 2000 characters.")]
    [InlineData("ask_releases", """{"question": "Who?", "conversationId": "../x"}""", "Repeat the conversationId of an earlier answer")]
    [InlineData("ask_releases", """{"quest": "Who?"}""", "input schema")]
    [InlineData("search_releases", """{"query": "fee", "from": "yesterday"}""", "as 2024-03-31")]
    [InlineData("search_releases", """{"query": "fee", "from": "2024-02-01", "to": "2024-01-01"}""", "Exchange the two.")]
    [InlineData("search_releases", """{"query": "fee", "limit": 51}""", "from 1 to 50")]
    [InlineData("search_releases", """{"query": "fee", "limit": "ten"}""", "input schema")]
    [InlineData("get_release", """{"id": "nowhere"}""", "Find the id with search_releases")]
    [InlineData("get_release", """{"id": "fee-2024", "offset": 100000}""", "Begin at 0.")]
    public async Task Error_tells_the_model_what_to_do(string tool, string arguments, string remedy)
    {
        await using var client = await ConnectAsync(bot.Address);

        var result = await client.CallToolAsync(
            tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.IsError);
        Assert.Contains(remedy, Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_tool_is_an_error_of_the_protocol()
    {
        await using var client = await ConnectAsync(bot.Address);

        await Assert.ThrowsAsync<McpProtocolException>(
            () => client.CallToolAsync("delete_release", cancellationToken: TestContext.Current.CancellationToken).AsTask());
    }

    internal static Task<McpClient> ConnectAsync(Uri address, string? key = null) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(address, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = key is null ? null : new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" },
        }),
        cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(
            tool, arguments.ToDictionary(pair => pair.Name, pair => pair.Value), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.IsError is not true, string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text)));
        return result.StructuredContent!.Value;
    }
}
