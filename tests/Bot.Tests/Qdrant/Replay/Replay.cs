using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant;

/// <summary>All recorded requests sent once, in their order, to the test server. The scenario about keys ran on a server of its own.</summary>
public sealed class Replay : IAsyncLifetime
{
    private const string ApiKey = "test-key";
    private const string ReadOnlyKey = "read-key";
    private const long FarFuture = 4102444800;

    private readonly Dictionary<string, IReadOnlyList<string>> _differences = [];

    /// <summary>What differs from the recording, by step.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Differences => _differences;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await using var open = await QdrantTestServer.StartAsync(null, token);
        await using var locked = await QdrantTestServer.StartAsync(new QdrantServerOptions { ApiKey = ApiKey, ReadOnlyApiKey = ReadOnlyKey }, token);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        foreach (var step in RecordedStep.All)
        {
            using var message = step.ToMessage(step.Scenario == "10-auth" ? locked.Url : open.Url, Secret);
            using var answer = await client.SendAsync(message, token);
            _differences.Add(Unique(step.Key), await AnswerComparison.CompareAsync(step, answer, token));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // a few names stand twice in a scenario
    private string Unique(string key) => _differences.ContainsKey(key) ? Unique(key + " (again)") : key;

    private static string Secret(string header)
    {
        var (scheme, value) = header.StartsWith("Bearer ", StringComparison.Ordinal) ? ("Bearer ", header["Bearer ".Length..]) : (string.Empty, header);
        return scheme + value switch
        {
            "<api-key>" => ApiKey,
            "<read-only-key>" => ReadOnlyKey,
            "<wrong-key>" => "wrong-key",
            "<jwt r>" => Sign(new JsonObject { ["access"] = "r", ["exp"] = FarFuture }),
            "<jwt expired>" => Sign(new JsonObject { ["access"] = "r", ["exp"] = Seconds() - 3600 }),
            "<jwt expired 10 s ago (leeway)>" => Sign(new JsonObject { ["access"] = "r", ["exp"] = Seconds() - 10 }),
            "<jwt wrong signature>" => Sign(new JsonObject { ["access"] = "r", ["exp"] = FarFuture }, "another-key"),
            "<jwt unknown access>" => Sign(new JsonObject { ["access"] = "x", ["exp"] = FarFuture }),
            "<jwt without access claim>" => Sign(new JsonObject { ["exp"] = FarFuture }),
            _ when value.StartsWith("<jwt {", StringComparison.Ordinal) => QdrantTestServer.Token(value["<jwt ".Length..^1], ApiKey),
            _ => value,
        };
    }

    private static long Seconds() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string Sign(JsonObject claims, string key = ApiKey) => QdrantTestServer.Token(claims.ToJsonString(), key);
}
