namespace ReleaseBot.Qdrant;

/// <summary>A client nobody here wrote works against the test server.</summary>
public sealed class JsClientTests
{
    private static readonly string[] _parts =
    [
        "version", "collection", "upsert", "retrieve", "query", "filters", "scroll", "payload and batch", "aliases", "delete", "errors",
    ];

    [Fact]
    public async Task Js_client_rest_gets_what_it_expects_from_the_test_server()
    {
        RequireClient();
        await using var server = await QdrantTestServer.StartAsync(null, TestContext.Current.CancellationToken);
        var (exitCode, output, errors) = await NodeScript.RunAsync("drive.mjs", [server.Url.ToString()], TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"{output}{errors}");
        Assert.Equal(_parts.Select(part => $"held: {part}"), output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(server.Requests, request => Assert.StartsWith("qdrant-js/", request.Headers["user-agent"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Script_fails_where_the_server_answers_wrongly()
    {
        RequireClient();
        await using var server = await QdrantTestServer.StartAsync(null, TestContext.Current.CancellationToken);
        server.Faults.Answer(200, path: "/points/count", body: """{"result":{"count":5},"status":"ok","time":0.0}""");
        var (exitCode, output, _) = await NodeScript.RunAsync("drive.mjs", [server.Url.ToString()], TestContext.Current.CancellationToken);
        Assert.NotEqual(0, exitCode);
        Assert.DoesNotContain("held: upsert", output, StringComparison.Ordinal);
    }

    // where everything is to be tested, what is missing is a failure
    private static void RequireClient()
    {
        if (NodeScript.Missing is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Fail(reason);
        }
    }
}
