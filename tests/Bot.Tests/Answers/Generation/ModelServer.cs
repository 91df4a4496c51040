using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReleaseBot.Answers.Generation;

/// <summary>A server of OpenAI's chat completions on the loopback that streams, or breaks, as the test says.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<(string Path, string? Key, JsonElement Body)> _requests = [];

    private ModelServer(WebApplication app) => _app = app;

    /// <summary>Address with /v1.</summary>
    public string Endpoint => _app.Urls.Single() + "/v1";

    /// <summary>What was asked.</summary>
    public IReadOnlyList<(string Path, string? Key, JsonElement Body)> Requests => _requests;

    /// <summary>How it answers.</summary>
    public Func<HttpContext, CancellationToken, Task> Reply { get; set; } = (context, token) => StreamAsync(context, token, "Fine.");

    public static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new ModelServer(app);
        app.Run(async context =>
        {
            var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            server._requests.Add((context.Request.Path + context.Request.QueryString, context.Request.Headers.Authorization.ToString() is { Length: > 0 } key ? key : context.Request.Headers["api-key"].ToString(), body.RootElement));
            await server.Reply(context, context.RequestAborted);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Streams the pieces and ends as a server should.</summary>
    public static async Task StreamAsync(HttpContext context, CancellationToken token, params string[] pieces)
    {
        await BeginAsync(context, token, pieces);
        await EndAsync(context, "stop", token);
    }

    /// <summary>Streams the pieces and leaves the answer open.</summary>
    public static async Task BeginAsync(HttpContext context, CancellationToken token, params string[] pieces)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
        }

        foreach (var piece in pieces)
        {
            await WriteAsync(context, $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":{{JsonSerializer.Serialize(piece)}}},"finish_reason":null}]}""", token);
        }
    }

    /// <summary>The last piece, with the reason.</summary>
    public static async Task EndAsync(HttpContext context, string reason, CancellationToken token)
    {
        await WriteAsync(context, $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""", token);
        await WriteAsync(context, "[DONE]", token);
    }

    /// <summary>One event with raw data.</summary>
    public static async Task WriteAsync(HttpContext context, string data, CancellationToken token)
    {
        await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"data: {data}\n\n"), Encoding.UTF8, token);
        await context.Response.Body.FlushAsync(token);
    }

    /// <summary>An error as OpenAI words it.</summary>
    public static Task FailAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$$"""{"error":{"message":"{{{message}}}","type":"error","code":"{{{code}}}"}}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
