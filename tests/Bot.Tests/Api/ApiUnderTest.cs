using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Ingestion;
using ReleaseBot.Operations;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Api;

/// <summary>The web application on a free port of the loopback, over an index in memory; what it answers is up to the test.</summary>
public sealed class ApiUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private ApiUnderTest(WebApplication app, DirectoryInfo data) => (_app, _data) = (app, data);

    public MemoryIndex Index { get; private init; } = new();

    public HttpClient Client { get; private set; } = null!;

    /// <summary>The application's services.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>The time, as the application has it.</summary>
    internal FakeTimeProvider Time { get; private init; } = new();

    /// <summary>Question asked last.</summary>
    public Question? Asked { get; private set; }

    /// <summary>What happens when a question is asked.</summary>
    internal AnswerQuestion Answering { get; set; } = (question, _) => Always(new AnswerEvent.Completed(AnswerTo(question)));

    public Uri Address => Client.BaseAddress!;

    public static async Task<ApiUnderTest> StartAsync(params (string Key, string Value)[] settings)
    {
        var index = new MemoryIndex();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var data = Directory.CreateTempSubdirectory("bot-api-");
        ApiUnderTest? api = null;
        var all = settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value);
        all["urls"] = "http://127.0.0.1:0";
        all.TryAdd("Bot:DataDirectory", data.FullName);
        var app = WebApp.Create(all, builder =>
        {
            builder.Services.AddSingleton<IPassageIndex>(index);
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new HashEmbeddings());
            builder.Services.AddSingleton<AnswerQuestion>((question, token) =>
            {
                api!.Asked = question;
                return api.Answering(question, token);
            });
        });
        api = new ApiUnderTest(app, data) { Index = index, Time = time };
        await app.StartAsync(TestContext.Current.CancellationToken);
        api.Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        return api;
    }

    public async Task<(HttpResponseMessage Response, JsonElement Body)> AskAsync(string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        return await ReadAsync(await Client.PostAsync(new Uri("/api/ask", UriKind.Relative), content, TestContext.Current.CancellationToken));
    }

    public Task<(HttpResponseMessage Response, JsonElement Body)> GetAsync(string address) => SendAsync(HttpMethod.Get, address);

    public async Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(
        HttpMethod method,
        string address,
        string? body = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.RelativeOrAbsolute));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await ReadAsync(await Client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public Task StoreAsync(string id, string text = "A headline\n\nThe minister spoke. Nobody answered.", string? date = "2024-01-25") =>
        Index.WriteAsync(
            new ReleaseDocument { Id = id, Text = text, Date = date, Lang = "en" }.ToRelease(), [], TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    internal static Answer AnswerTo(Question question) => new()
    {
        Id = "0198",
        ConversationId = question.ConversationId ?? "c1",
        Question = question.Text,
        StandaloneQuestion = question.Text,
        Answered = true,
        Mode = AnswerMode.Extractive,
        Text = "“Andrei Lukin” spoke. [1]",
        Spans = ["Andrei Lukin"],
        Confidence = 0.75,
        Filters = AppliedFilters.None with { From = new DateOnly(2024, 3, 1), Words = ["in March 2024"] },
        Citations = [new Citation(1, "a.txt", "A headline", new DateOnly(2024, 1, 25), null, "Andrei Lukin spoke.", 12, 31, null)],
        Nearest = [],
        ElapsedMs = new Dictionary<string, double> { ["total"] = 12.5 },
    };

    internal static async IAsyncEnumerable<AnswerEvent> Always(params AnswerEvent[] events)
    {
        foreach (var happened in events)
        {
            await Task.Yield();
            yield return happened;
        }
    }

    /// <summary>An answer that begins and never comes; it tells when it has begun, and when it was stopped.</summary>
    internal static async IAsyncEnumerable<AnswerEvent> WaitAsync(
        TaskCompletionSource begun,
        TaskCompletionSource stopped,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        begun.TrySetResult();
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

    /// <summary>An error as every error has to be: ProblemDetails with a remedy.</summary>
    public static void AssertProblem(int status, (HttpResponseMessage Response, JsonElement Body) answer, string? field = null)
    {
        Assert.Equal(status, (int)answer.Response.StatusCode);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, answer.Body.GetProperty("status").GetInt32());
        Assert.NotEqual(string.Empty, answer.Body.GetProperty("detail").GetString());
        Assert.NotEqual(string.Empty, answer.Body.GetProperty("remedy").GetString());
        if (field is not null)
        {
            Assert.True(answer.Body.GetProperty("errors").TryGetProperty(field, out _), $"The problem does not name {field}: {answer.Body}");
        }
    }

    private static async Task<(HttpResponseMessage Response, JsonElement Body)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return (response, isJson ? JsonElement.Parse(text) : JsonElement.Parse(JsonSerializer.Serialize(text)));
    }
}
