using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ReleaseBot.Index;

namespace ReleaseBot.Answers.Generation;

/// <summary>Answers over HTTP from a server of OpenAI's chat completions: whole, slow, and broken in every way.</summary>
[Collection(WithRealModels.Name)]
public sealed class ModelServerTests(AnsweringBot bot, RealModels models) : IClassFixture<AnsweringBot>, IAsyncLifetime
{
    private const string Key = "sk-do-not-tell-1234567890";

    private ModelServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Streamed_answer_is_shown_sentence_by_sentence_and_the_prompt_arrives_in_roles()
    {
        var release = new TaskCompletionSource();
        _server.Reply = async (context, token) =>
        {
            await ModelServer.BeginAsync(context, token, "The mooring fee is EUR", " 15 per tonne [1][2]", ". It", " applies from 1 May 2024");
            await release.Task.WaitAsync(token);
            await ModelServer.StreamAsync(context, token, " to all cargo ships [1].");
        };
        await using var services = Create();
        var answerer = services.GetRequiredService<Answerer>();
        await using var events = answerer.AnswerAsync(new Question(WritingBot.Fee, null, SearchFilter.None), Token).GetAsyncEnumerator(Token);

        var before = new List<AnswerEvent>();
        while (await events.MoveNextAsync() && events.Current is not AnswerEvent.TextDelta)
        {
            before.Add(events.Current);
        }

        Assert.StartsWith("The mooring fee is EUR 15 per tonne.", Assert.IsType<AnswerEvent.TextDelta>(events.Current).Text, StringComparison.Ordinal);
        Assert.False(release.Task.IsCompleted);
        release.SetResult();
        while (await events.MoveNextAsync())
        {
            before.Add(events.Current);
        }

        var answer = Assert.IsType<AnswerEvent.Completed>(before[^1]).Answer;
        Assert.Equal(AnswerMode.Generative, answer.Mode);
        var request = Assert.Single(_server.Requests);
        Assert.Equal(("/v1/chat/completions", "Bearer " + Key), (request.Path, request.Key));
        Assert.Equal("scripted", request.Body.GetProperty("model").GetString());
        Assert.Equal(["system", "user"], request.Body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.True(request.Body.GetProperty("stream").GetBoolean());
        Assert.Equal(0, request.Body.GetProperty("temperature").GetDouble());
    }

    public static TheoryData<string, string> Failures() => new()
    {
        { "429", "rate-limit" },
        { "500", "unavailable" },
        { "503", "unavailable" },
        { "401", "refused" },
        { "404", "refused" },
        { "filtered prompt", "content-filter" },
        { "filtered answer", "content-filter" },
        { "no json", "malformed" },
        { "html", "malformed" },
        { "broken off", "malformed" },
        { "connection reset", "unavailable" },
        { "empty", "empty" },
        { "cut at length", "endless" },
        { "endless", "endless" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failure_of_the_model_gives_a_quotation_with_the_reason(string how, string reason)
    {
        _server.Reply = (context, token) => BrokenReplies.SendAsync(context, how, Key, token);
        var log = new LogCapture();
        await using var services = Create(registered => registered.AddSingleton<ILoggerProvider>(log));

        var events = await AnsweringBot.ListAsync(services.GetRequiredService<Answerer>().AnswerAsync(new Question(WritingBot.Fee, null, SearchFilter.None), Token), Token);

        var answer = Assert.IsType<AnswerEvent.Completed>(events[^1]).Answer;
        Assert.True(answer.Answered);
        Assert.Equal((AnswerMode.Extractive, reason), (answer.Mode, answer.Reason));
        Assert.Contains("EUR 15 per tonne", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, answer.Note!, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("do-not-tell", StringComparison.Ordinal) || line.Contains("mooring", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(log.Lines, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(false, "Llm:StallTimeout")]
    [InlineData(true, "Llm:StallTimeout")]
    public async Task Model_that_falls_silent_gives_a_quotation_in_time(bool midway, string setting)
    {
        var time = new FakeTimeProvider(RealModels.Now);
        _server.Reply = async (context, token) =>
        {
            if (midway)
            {
                await ModelServer.BeginAsync(context, token, "The mooring fee is EUR 15");
            }

            time.Advance(TimeSpan.FromSeconds(11));
            await Task.Delay(Timeout.Infinite, token);
        };
        await using var services = Create(registered => registered.AddSingleton<TimeProvider>(time));

        var answer = await AskAsync(services);

        Assert.Equal((AnswerMode.Extractive, "timeout"), (answer.Mode, answer.Reason));
        Assert.Contains(setting, answer.Note!, StringComparison.Ordinal);
    }

    // The clock moves between the words themselves: a server's clock would run ahead of words still on their way.
    [Theory]
    [InlineData(6, 3, null)]
    [InlineData(6, 50, "Llm:Timeout")]
    [InlineData(11, 50, "Llm:StallTimeout")]
    public async Task Model_that_drips_words_may_take_a_while_but_not_for_ever(int secondsPerWord, int words, string? setting)
    {
        var time = new FakeTimeProvider(RealModels.Now);
        var client = new ScriptedChatClient(string.Join(' ', Enumerable.Repeat("and", words - 1)) + " on.") { Speaking = () => time.Advance(TimeSpan.FromSeconds(secondsPerWord)) };
        await using var services = Create(registered =>
        {
            registered.AddSingleton<TimeProvider>(time);
            registered.AddKeyedSingleton<IChatClient>(LlmOptions.Section, client);
        });

        var answer = await AskAsync(services);

        Assert.Equal(setting is null ? "unproved" : "timeout", answer.Reason);
        Assert.Contains(setting ?? "", answer.Note ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_not_there_gives_a_quotation()
    {
        await using var services = Create(null, ("Llm:Endpoint", "http://127.0.0.1:9/v1"));

        Assert.Equal("unavailable", (await AskAsync(services)).Reason);
    }

    [Theory]
    [InlineData("AzureOpenAI", "", "/openai/deployments/scripted/chat/completions?api-version=")]
    [InlineData("Ollama", "", "/v1/chat/completions")]
    public async Task Every_provider_speaks_to_its_own_address(string provider, string suffix, string path)
    {
        _server.Reply = (context, token) => ModelServer.StreamAsync(context, token, "The mooring fee is EUR 15 per tonne [1].");
        await using var services = Create(null, ("Llm:Provider", provider), ("Llm:Endpoint", _server.Endpoint[..^3] + suffix));

        var answer = await AskAsync(services);

        Assert.Equal(AnswerMode.Generative, answer.Mode);
        Assert.StartsWith(path, Assert.Single(_server.Requests).Path, StringComparison.Ordinal);
    }

    private ServiceProvider Create(Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings) => models.Create(
        Path.Combine(Path.GetTempPath(), "none"),
        services =>
        {
            services.AddSingleton(bot.Index);
            configure?.Invoke(services);
        },
        [
            .. new (string Key, string Value)[]
            {
                ("Llm:Provider", "OpenAICompatible"), ("Llm:Endpoint", _server.Endpoint), ("Llm:Model", "scripted"), ("Llm:ApiKey", Key), ("Llm:MaxAnswerTokens", "60"),
            }.Where(pair => !settings.Any(setting => setting.Key == pair.Key)),
            .. settings,
        ]);

    private static async Task<Answer> AskAsync(ServiceProvider services) =>
        (await services.GetRequiredService<Answerer>().TraceAsync(new Question(WritingBot.Fee, null, SearchFilter.None), Token)).Answer;
}
