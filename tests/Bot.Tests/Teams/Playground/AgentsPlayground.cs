using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ReleaseBot.Teams.Playground;

/// <summary>Microsoft's Agents Playground as a process of its own, on the loopback, driven through its HTTP API.</summary>
internal sealed class AgentsPlayground : IAsyncDisposable
{
    public const string PersonalChat = "personal-chat-id";
    public const string GroupChat = "19:0group0@thread.v2";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly string _folder;
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<JsonElement> _seen = [];
    private Task _listening = Task.CompletedTask;

    private AgentsPlayground(Process process, string folder, string url)
    {
        (_process, _folder, Url) = (process, folder, url);
        Client = new HttpClient { BaseAddress = new Uri(url) };
    }

    public string Url { get; }

    public HttpClient Client { get; }

    /// <summary>Everything shown so far.</summary>
    public IReadOnlyList<JsonElement> Seen => _seen;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<AgentsPlayground> StartAsync(string botUrl, string channel)
    {
        var folder = Directory.CreateTempSubdirectory("playground-").FullName;
        File.Copy(Path.Combine(NpmTools.Folder, "playground.yml"), Path.Combine(folder, ".m365agentsplayground.yml"));
        var port = FreePort();
        var process = NpmTools.Start(
            folder,
            new Dictionary<string, string> { ["TEAMSAPPTESTER_BROWSER"] = "none" },
            "--require", Path.Combine(NpmTools.Folder, "loopback.cjs"),
            Path.Combine(NpmTools.Folder, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"),
            "start", "-e", botUrl, "-c", channel, "-p", port, "--dt", "true");
        var url = await UrlAsync(process);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var playground = new AgentsPlayground(process, folder, url);
        await playground._socket.ConnectAsync(new Uri(url.Replace("http", "ws", StringComparison.Ordinal) + "/_ws_conversation/v1/conversations/stream"), Stop);
        playground._listening = playground.ListenAsync();
        return playground;
    }

    /// <summary>Adds the bot to a conversation.</summary>
    public Task InstallAsync(string conversation) => PostAsync($"/_debug/conversation/{Uri.EscapeDataString(conversation)}/installation", []);

    /// <summary>Says something as Ada.</summary>
    public Task SayAsync(string conversation, string text, JsonArray? mentions = null) => PostAsync(
        $"/_conversation/v1/conversations/{Uri.EscapeDataString(conversation)}/messages",
        new JsonObject
        {
            ["type"] = "text",
            ["text"] = text,
            ["textFormat"] = "plain",
            ["from"] = new JsonObject { ["id"] = "29:ada" },
            ["mentions"] = mentions ?? [],
        });

    /// <summary>The id of a message that was shown.</summary>
    public static string MessageId(JsonElement shown) => shown.GetProperty("message").GetProperty("messageId").GetString()!;

    public Task<string> PostAsync(string path, JsonObject body) => SendAsync(path, body);

    /// <summary>The next thing shown that holds <paramref name="words"/>.</summary>
    public async Task<JsonElement> ShownAsync(string words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(_patience);
        try
        {
            while (await _events.Reader.ReadAsync(limit.Token) is var shown)
            {
                if (shown.GetRawText().Contains(words, StringComparison.Ordinal))
                {
                    return shown;
                }
            }
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
        }

        throw new InvalidOperationException($"The playground never showed \"{words}\", but:\n{string.Join('\n', _seen)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _socket.Dispose();
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> SendAsync(string path, JsonObject body)
    {
        using var response = await Client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return text;
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> UrlAsync(Process process)
    {
        const string Sign = "Listening on ";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(_patience);
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(Sign, StringComparison.Ordinal))
            {
                return $"http://127.0.0.1:{line[Sign.Length..].Trim()}";
            }
        }

        throw new InvalidOperationException($"The playground did not start: {string.Join('\n', lines)}\n{await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[256 * 1024];
        var text = new StringBuilder();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var received = await _socket.ReceiveAsync(buffer, _stop.Token);
                text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
                if (received.EndOfMessage && text.Length > 0)
                {
                    var shown = JsonElement.Parse(text.ToString());
                    text.Clear();
                    _seen.Add(shown);
                    _events.Writer.TryWrite(shown);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or JsonException)
        {
        }
    }
}
