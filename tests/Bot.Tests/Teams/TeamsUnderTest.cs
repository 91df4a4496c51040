using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Ingestion;
using ReleaseBot.Operations;
using ReleaseBot.Releases;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>The web application as a registered Teams bot, between a token issuer, a token endpoint and a connector of ours; time is the test's.</summary>
internal sealed class TeamsUnderTest : IAsyncDisposable
{
    public const string Tenant = "8f3b7c1d-0a2e-4b5f-9c6d-1e2f3a4b5c6d";
    public const string BotId = "28:" + TokenIssuer.AppId;
    public const string PersonalChat = "a:1kZ9pQ";
    public const string GroupChat = "19:7f0d@thread.v2";
    public const string ChannelThread = "19:c0ffee@thread.tacv2;messageid=1700000000001";

    /// <summary>When the tests begin.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Traffic _traffic;
    private int _nextId;

    private TeamsUnderTest(WebApplication app, TimeProvider time, TokenIssuer issuer, FakeConnector connector, TokenEndpoint tokens, Traffic traffic)
    {
        (_app, _time, Issuer, Connector, Tokens, _traffic) = (app, time, issuer, connector, tokens, traffic);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public FakeTimeProvider Time => (FakeTimeProvider)_time;

    public TokenIssuer Issuer { get; }

    public FakeConnector Connector { get; }

    public TokenEndpoint Tokens { get; }

    public HttpClient Client { get; }

    public MemoryIndex Index { get; private init; } = new();

    public IServiceProvider Services => _app.Services;

    public List<Question> Asked { get; } = [];

    /// <summary>What happens when a question is asked.</summary>
    public AnswerQuestion Answering { get; set; } = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it; settings of the test win over those of a registered bot.</summary>
    public static Task<TeamsUnderTest> StartAsync(params (string Key, string? Value)[] settings) =>
        StartAsync(new FakeTimeProvider(Noon), settings);

    public static async Task<TeamsUnderTest> StartAsync(TimeProvider time, params (string Key, string? Value)[] settings)
    {
        var issuer = await TokenIssuer.StartAsync(time);
        var connector = await FakeConnector.StartAsync(time);
        var tokens = new TokenEndpoint();
        connector.Takes = tokens.Issued.Contains;
        connector.Know(PersonalChat, "personal");
        connector.Know(GroupChat, "groupChat");
        connector.Know(ChannelThread, "channel");
        var index = new MemoryIndex();
        TeamsUnderTest? teams = null;
        var traffic = new Traffic();
        var app = WebApp.Create(RegisteredBot.Settings(issuer, settings), builder =>
        {
            builder.Services.AddSingleton(new TeamsHost(IsDevelopment: true, OnlyLoopback: true));
            builder.Services.AddSingleton(time);
            builder.Services.AddSingleton<IPassageIndex>(index);
            builder.Services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new HashEmbeddings());
            builder.Services.AddHttpClient(ConnectorCredentials.HttpClient).ConfigurePrimaryHttpMessageHandler(() => tokens);
            builder.Services.AddHttpClient(ConnectorClient.HttpClient).AddHttpMessageHandler(traffic.Counter);
            builder.Services.AddSingleton<AnswerQuestion>((question, token) => teams!.AnswerAsync(question, token));
        });
        await app.StartAsync(Stop);
        return teams = new TeamsUnderTest(app, time, issuer, connector, tokens, traffic) { Index = index };
    }

    /// <summary>An id for an activity, unlike all before.</summary>
    public string NewId() => $"f:{++_nextId}";

    /// <summary>Delivers an activity with a good token.</summary>
    public Task<HttpResponseMessage> DeliverAsync(JsonObject activity) =>
        PostAsync(activity.ToJsonString(), "Bearer " + Issuer.Mint((string?)activity["serviceUrl"]));

    public async Task<HttpResponseMessage> PostAsync(string body, string? authorization, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await Client.SendAsync(request, Stop);
    }

    /// <summary>The next request to the connector, while time goes on.</summary>
    public async Task<ConnectorRequest> NextAsync() => await WhileTimePassesAsync(Connector.NextAsync(Stop));

    /// <summary>The next whole message, while time goes on; signs of life before it are passed over.</summary>
    public async Task<ConnectorRequest> NextMessageAsync()
    {
        while (await NextAsync() is { } request)
        {
            if (request.Type == "message")
            {
                return request;
            }
        }

        throw new InvalidOperationException("The connector is gone.");
    }

    /// <summary>The next request to the connector, which comes without time going on.</summary>
    public Task<ConnectorRequest> NextAtOnceAsync() => Connector.NextAsync(Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);

    /// <summary>Lets time pass, fast, until <paramref name="task"/> ends; it stands still while a request is on its way.</summary>
    public async Task<T> WhileTimePassesAsync<T>(Task<T> task)
    {
        for (var i = 0; i < 6000 && !task.IsCompleted; i++)
        {
            await Task.WhenAny(task, Task.Delay(1, Stop));
            if (!task.IsCompleted && _traffic.OnTheirWay <= Connector.Hanging)
            {
                Time.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        return await task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
    }

    /// <summary>Stops the server and lets what is in work end; then every request to the connector is known.</summary>
    public async Task DrainAsync()
    {
        var stopping = StopAsync();
        await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromSeconds(1), Stop));
        await (_time is FakeTimeProvider ? WhileTimePassesAsync(stopping) : stopping);
    }

    public Task StoreAsync(string id, string text, string? date, string? url = null) => Index.WriteAsync(
        new ReleaseDocument { Id = id, Text = text, Date = date, Lang = "en", Url = url }.ToRelease(), [], Stop);

    public async ValueTask DisposeAsync()
    {
        var data = _app.Configuration["Bot:DataDirectory"]!;
        Client.Dispose();
        await DrainAsync();
        await _app.DisposeAsync();
        await Connector.DisposeAsync();
        await Issuer.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private async Task<bool> StopAsync()
    {
        await _app.StopAsync(Stop);
        return true;
    }

    private IAsyncEnumerable<AnswerEvent> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(question);
        }

        return Answering(question, cancellationToken);
    }
}
