using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>OpenAI's own client talks to the bot.</summary>
[Collection(WithRealModels.Name)]
public sealed class ChatClientTests(ServedBot bot) : IClassFixture<ServedBot>
{
    private const string WhoHeaded = "Who headed the delegation of Kazakh parliamentarians?";
    private const string Fee = "What is the mooring fee in Tarnvik for 2024?";

    [Fact]
    public async Task Answer_has_its_sources_below_and_as_fields()
    {
        var result = await Client().CompleteChatAsync([new SystemChatMessage("Answer in rhymes."), new UserChatMessage(Fee)], null, TestContext.Current.CancellationToken);

        var completion = result.Value;
        var text = Assert.Single(completion.Content).Text;
        Assert.Equal((ChatMessageRole.Assistant, ChatFinishReason.Stop, "release-bot"), (completion.Role, completion.FinishReason, completion.Model));
        Assert.Contains("EUR 15 per tonne.", text, StringComparison.Ordinal);
        Assert.Contains("Sources:\n\n- [1] [Harbour fee for 2024 fixed](https://harbour.example/fee-2024#:~:text=", text, StringComparison.Ordinal);
        Assert.Contains("5 March 2024", text, StringComparison.Ordinal);
        Assert.True(completion.Usage.InputTokenCount > 5 && completion.Usage.OutputTokenCount > 10);
        Assert.Equal(completion.Usage.TotalTokenCount, completion.Usage.InputTokenCount + completion.Usage.OutputTokenCount);
        var raw = JsonElement.Parse(result.GetRawResponse().Content);
        var citation = raw.GetProperty("release_bot").GetProperty("citations")[0];
        Assert.Equal("fee-2024", citation.GetProperty("releaseId").GetString());
        Assert.Contains(citation.GetProperty("quote").GetString()!, text, StringComparison.Ordinal);
        var url = raw.GetProperty("choices")[0].GetProperty("message").GetProperty("annotations")[0].GetProperty("url_citation");
        Assert.Equal("[1]", text[url.GetProperty("start_index").GetInt32()..url.GetProperty("end_index").GetInt32()]);
        Assert.Equal(citation.GetProperty("link").GetString(), url.GetProperty("url").GetString());
    }

    [Fact]
    public async Task Streamed_answer_is_the_whole_one_in_parts()
    {
        var whole = (await Client().CompleteChatAsync([new UserChatMessage(Fee)], null, TestContext.Current.CancellationToken)).Value;

        var parts = new List<StreamingChatCompletionUpdate>();
        await foreach (var part in Client().CompleteChatStreamingAsync([new UserChatMessage(Fee)], null, TestContext.Current.CancellationToken))
        {
            parts.Add(part);
        }

        Assert.Equal(whole.Content[0].Text, string.Concat(parts.SelectMany(part => part.ContentUpdate).Select(content => content.Text)));
        Assert.Equal(ChatMessageRole.Assistant, parts[0].Role);
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(parts, part => part.FinishReason is not null).FinishReason);
        Assert.Single(parts.Select(part => part.CompletionId).Distinct());
        // The client asks for the usage by itself.
        Assert.Equal(whole.Usage.TotalTokenCount, Assert.Single(parts, part => part.Usage is not null).Usage.TotalTokenCount);
    }

    [Fact]
    public async Task Where_the_releases_do_not_say_the_message_says_so_and_names_the_nearest()
    {
        var result = await Client().CompleteChatAsync([new UserChatMessage("Who won the football world cup in 1998?")], null, TestContext.Current.CancellationToken);

        Assert.StartsWith("The releases do not say.\n\nNearest releases:\n\n- ", result.Value.Content[0].Text, StringComparison.Ordinal);
        var raw = JsonElement.Parse(result.GetRawResponse().Content).GetProperty("release_bot");
        Assert.False(raw.GetProperty("answered").GetBoolean());
        Assert.Empty(raw.GetProperty("citations").EnumerateArray());
    }

    [Fact]
    public async Task Follow_up_is_understood_from_the_messages_before_it()
    {
        var first = (await Client().CompleteChatAsync([new UserChatMessage(WhoHeaded)], null, TestContext.Current.CancellationToken)).Value;

        var known = await AskAsync(new UserChatMessage(WhoHeaded), new AssistantChatMessage(first.Content[0].Text), new UserChatMessage("And when was that?"));
        var edited = await AskAsync(new UserChatMessage(WhoHeaded), new AssistantChatMessage("Two chairs did."), new UserChatMessage("And when was that?"));
        var alone = await AskAsync(new UserChatMessage("And when was that?"));

        // By what the bot remembers of its own answer, such as the headline of its source; of another's, by the words of the question.
        Assert.Contains("parliamentarians; ", known.GetProperty("standaloneQuestion").GetString(), StringComparison.Ordinal);
        Assert.Contains("25 January 2024", known.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(AnsweringBot.Visit, known.GetProperty("citations")[0].GetProperty("releaseId").GetString());
        Assert.Contains("Kazakh", edited.GetProperty("standaloneQuestion").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("parliamentarians)", edited.GetProperty("standaloneQuestion").GetString(), StringComparison.Ordinal);
        Assert.False(alone.GetProperty("answered").GetBoolean());
    }

    [Fact]
    public async Task Models_are_listed()
    {
        var models = new OpenAIModelClient(new ApiKeyCredential("any"), Options());

        var all = (await models.GetModelsAsync(TestContext.Current.CancellationToken)).Value;
        var one = (await models.GetModelAsync("release-bot", TestContext.Current.CancellationToken)).Value;

        Assert.Equal(("release-bot", "release-bot", "release-bot"), (Assert.Single(all).Id, one.Id, one.OwnedBy));
        var unknown = await Assert.ThrowsAsync<ClientResultException>(() => models.GetModelAsync("gpt", TestContext.Current.CancellationToken));
        Assert.Equal(404, unknown.Status);
    }

    [Theory]
    [InlineData("gpt-4o", "Who?", 404, "model_not_found")]
    [InlineData("release-bot", "?!", 400, "invalid_value")]
    public async Task Error_reaches_the_client_with_its_code_and_remedy(string model, string question, int status, string code)
    {
        var thrown = await Assert.ThrowsAsync<ClientResultException>(
            () => Client(model).CompleteChatAsync([new UserChatMessage(question)], null, TestContext.Current.CancellationToken));
        var streamed = await Assert.ThrowsAsync<ClientResultException>(async () =>
        {
            await foreach (var part in Client(model).CompleteChatStreamingAsync([new UserChatMessage(question)], null, TestContext.Current.CancellationToken))
            {
                Assert.Fail($"Something was streamed: {part}");
            }
        });

        Assert.Equal((status, status), (thrown.Status, streamed.Status));
        Assert.Contains(code, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(status == 404 ? "Set \"model\" to \"release-bot\"." : "Ask in words.", thrown.Message, StringComparison.Ordinal);
    }

    private ChatClient Client(string model = "release-bot") => new(model, new ApiKeyCredential("any"), Options());

    private OpenAIClientOptions Options() => new() { Endpoint = new Uri(bot.Address, "/v1"), RetryPolicy = new ClientRetryPolicy(0) };

    private async Task<JsonElement> AskAsync(params OpenAI.Chat.ChatMessage[] messages)
    {
        var result = await Client().CompleteChatAsync(messages, null, TestContext.Current.CancellationToken);
        return JsonElement.Parse(result.GetRawResponse().Content).GetProperty("release_bot");
    }
}
