using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ReleaseBot.Qdrant.Server;

namespace ReleaseBot.Qdrant;

/// <summary>
/// A Qdrant for tests, in this process: stateful, exact, on a free port of the loopback, written from the server's API document and held
/// to recordings of a real one. What it cannot do it answers with 501.
/// </summary>
internal sealed class QdrantTestServer : IAsyncDisposable
{
    private readonly QdrantServerOptions _options;
    private readonly Pipeline _pipeline;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];
    private WebApplication? _app;
    private int _port;

    private QdrantTestServer(QdrantServerOptions options)
    {
        _options = options;
        _pipeline = new Pipeline(options, new Database(options.Time));
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new($"http://127.0.0.1:{_port}/");

    /// <summary>Faults for requests to come.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>What <c>/readyz</c> says.</summary>
    public bool Ready
    {
        get => _pipeline.Ready;
        set => _pipeline.Ready = value;
    }

    /// <summary>Points counted where <see cref="QdrantServerOptions.Sink"/> is on.</summary>
    public long Sunk => _pipeline.Sunk;

    /// <summary>Bytes of their JSON.</summary>
    public long SunkBytes => _pipeline.SunkBytes;

    public static async Task<QdrantTestServer> StartAsync(QdrantServerOptions? options, CancellationToken cancellationToken)
    {
        var server = new QdrantTestServer(options ?? new QdrantServerOptions());
        await server.RestartAsync(cancellationToken);
        return server;
    }

    /// <summary>A token signed with the server's key.</summary>
    public static string Token(string claims, string apiKey) => Authentication.Sign(claims, apiKey);

    /// <summary>Listens again after <see cref="StopAsync"/>, at the same port, with the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, _port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        app.Run(_options.Sink ? SinkAsync : HandleAsync);
        await app.StartAsync(cancellationToken);
        _port = new Uri(app.Urls.Single()).Port;
        _app = app;
    }

    /// <summary>Goes down: connections are refused until <see cref="RestartAsync"/>.</summary>
    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => new(StopAsync());

    private async Task SinkAsync(HttpContext http) =>
        await (await _pipeline.SinkAsync(http)).SendAsync(http, unread: false, http.RequestAborted);

    private async Task HandleAsync(HttpContext http)
    {
        var received = new ReceivedRequest(
            http.Request.Method,
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _requests.Enqueue(received);
        var fault = Faults.Take(received);
        switch (fault)
        {
            case Fault.Drop:
                http.Abort();
                return;
            case Fault.Delay { Time: var time }:
                await Task.Delay(time, http.RequestAborted);
                break;
            case Fault.Answer given:
                await new Answer(given.Status, System.Text.Encoding.UTF8.GetBytes(given.Body), "application/json", given.RetryAfter)
                    .SendAsync(http, Bodies.Announced(http.Request), http.RequestAborted);
                return;
            default:
                break;
        }

        var (answer, unread) = await _pipeline.AnswerAsync(http, received);
        if (fault is Fault.DropAfter)
        {
            http.Abort();
            return;
        }

        await answer.SendAsync(http, unread, http.RequestAborted);
    }
}
