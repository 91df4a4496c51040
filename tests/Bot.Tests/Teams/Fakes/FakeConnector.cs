using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ReleaseBot.Teams.Fakes;

/// <summary>
/// The channel's connector, as strict as Teams' documents and stricter than the emulators: bearer tokens, sizes, citations, and all
/// rules of streams. Time is the test's.
/// </summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private const int MostBytes = 100 * 1024;

    private readonly TimeProvider _time;
    private readonly Channel<ConnectorRequest> _seen = Channel.CreateUnbounded<ConnectorRequest>();
    private readonly List<ConnectorRequest> _all = [];
    private readonly Dictionary<string, string> _conversations = [];
    private readonly Dictionary<string, string> _activities = [];
    private readonly StreamRules _streams;
    private LoopbackServer _server = null!;
    private int _hanging;

    private FakeConnector(TimeProvider time)
    {
        _time = time;
        _streams = new StreamRules(time);
    }

    /// <summary>Requests left without an answer.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    public string Url => _server.Url + "/amer/";

    /// <summary>Everything that was asked of it, refused or not.</summary>
    public IReadOnlyList<ConnectorRequest> All => _all;

    /// <summary>Tokens it takes; null takes everything.</summary>
    public Func<string, bool>? Takes { get; set; }

    /// <summary>Answers in its place; null lets it answer itself.</summary>
    public Func<ConnectorRequest, FakeResponse?> Fault { get; set; } = _ => null;

    /// <summary>Ids of activities and the text they have now.</summary>
    public IReadOnlyDictionary<string, string> Shown => _activities;

    public static async Task<FakeConnector> StartAsync(TimeProvider time)
    {
        var connector = new FakeConnector(time);
        connector._server = await LoopbackServer.StartAsync(connector.HandleAsync);
        return connector;
    }

    /// <summary>Lets a conversation exist.</summary>
    public void Know(string conversation, string type) => _conversations[conversation] = type;

    /// <summary>The next request, in order.</summary>
    public async Task<ConnectorRequest> NextAsync(CancellationToken cancellationToken) => await _seen.Reader.ReadAsync(cancellationToken);

    /// <summary>Whether a request came that nobody looked at.</summary>
    public bool TryNext(out ConnectorRequest? request) => _seen.Reader.TryRead(out request);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var request = new ConnectorRequest(
            context.Request.Method,
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            text,
            _time.GetUtcNow());
        FakeResponse response;
        lock (_all)
        {
            response = Fault(request) ?? Answer(request);
            request.Response = response;
            _all.Add(request);
        }

        _seen.Writer.TryWrite(request);
        if (response.Hangs)
        {
            Interlocked.Increment(ref _hanging);
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            finally
            {
                Interlocked.Decrement(ref _hanging);
            }
        }

        context.Response.StatusCode = response.Status;
        context.Response.Headers.Location = response.Location;
        if (response.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds;
        }

        context.Response.ContentType = response.ContentType;
        await context.Response.WriteAsync(response.Body);
    }

    private FakeResponse Answer(ConnectorRequest request)
    {
        if (Takes is { } takes && !(request.Headers.GetValueOrDefault("Authorization") is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && takes(token)))
        {
            return FakeResponse.Error(401, "Unauthorized", "Authorization has been denied for this request.");
        }

        var path = request.Path.Split('/');
        if (path is not ["", "amer", "v3", "conversations", var conversation, "activities", .. var rest] || rest.Length > 1)
        {
            return FakeResponse.Error(404, "ServiceError", "No such operation.");
        }

        if (!_conversations.TryGetValue(Uri.UnescapeDataString(conversation), out var type))
        {
            return FakeResponse.Error(404, "ConversationNotFound", "Conversation not found.");
        }

        if (request.Body.Length * 2 > MostBytes)
        {
            return FakeResponse.Error(413, "MessageSizeTooBig", "Message size too large.");
        }

        var activity = request.Json;
        if (MessageRules.Fault(activity) is { } fault)
        {
            return FakeResponse.Error(400, "BadSyntax", fault);
        }

        return request.Method switch
        {
            "PUT" when rest is [var id] && _activities.ContainsKey(Uri.UnescapeDataString(id)) => Store(200, Uri.UnescapeDataString(id), activity),
            "PUT" => FakeResponse.Error(404, "ActivityNotFoundInConversation", "The activity cannot be found."),
            "POST" when StreamRules.IsOfStream(activity) => Stream(Uri.UnescapeDataString(conversation), type, activity),
            "POST" when Text(activity, "type") == "typing" => new FakeResponse(202, ""),
            "POST" => Store(201, NextId(), activity),
            _ => FakeResponse.Error(405, "ServiceError", "Method not allowed."),
        };
    }

    private FakeResponse Stream(string conversation, string type, JsonElement activity)
    {
        var verdict = _streams.Take(conversation, type, activity, NextId);
        if (verdict.Id is { } id)
        {
            _activities[id] = Text(activity, "text") ?? "";
        }

        return verdict.Response;
    }

    private FakeResponse Store(int status, string id, JsonElement activity)
    {
        _activities[id] = Text(activity, "text") ?? "";
        return new FakeResponse(status, JsonSerializer.Serialize(new { id }));
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"17{_activities.Count + 1:D11}");

    private static string? Text(JsonElement activity, string name) => activity.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>A request the connector got.</summary>
internal sealed record ConnectorRequest(string Method, string Path, Dictionary<string, string> Headers, string Body, DateTimeOffset At)
{
    public FakeResponse? Response { get; set; }

    public JsonElement Json => JsonElement.Parse(Body);

    public string? Type => Json.GetProperty("type").GetString();

    public string? Text => Json.TryGetProperty("text", out var text) ? text.GetString() : null;

    /// <summary>The entity of that type; undefined when there is none.</summary>
    public JsonElement Entity(string type) => Json.TryGetProperty("entities", out var entities)
        ? entities.EnumerateArray().FirstOrDefault(entity => entity.GetProperty("type").GetString() == type)
        : default;
}
