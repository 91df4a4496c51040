using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Ingestion;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Cli;

/// <summary><c>bot index</c>, and the other commands over a server, as their user runs them.</summary>
public sealed class IndexCommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-index-").FullName;

    private QdrantTestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantTestServer.StartAsync(null, Token);
        for (var i = 0; i < 5; i++)
        {
            await File.WriteAllTextAsync(
                Path.Combine(_folder, $"r{i}.txt"), $"Headline {i}\n\n6 May 2024 – The river rose by {i} metres. The council met. Nobody was hurt.\n", Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Index_without_a_server_says_which_setting_names_one()
    {
        var run = await CliRun.OfAsync("index", "status", "--data", _folder);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Index:Qdrant:Url", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_absent_ends_with_1_and_the_address()
    {
        await _server.StopAsync();
        foreach (var args in new string[][] { ["index", "status"], ["ingest", _folder], ["index", "migrate"], ["index", "drop-old", "--yes"] })
        {
            var run = await RunAsync(args);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"{_server.Url} cannot be reached", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ingest_fills_the_server_and_index_looks_after_it()
    {
        var empty = await RunAsync(["index", "status"]);
        Assert.Equal(1, empty.ExitCode);
        Assert.Contains("serving: nothing yet", empty.Out, StringComparison.Ordinal);

        Assert.Equal(5, (await RunAsync(["ingest", _folder])).Number("new"));
        Assert.Equal(5, (await RunAsync(["ingest", _folder])).Number("unchanged"));
        var status = await RunAsync(["index", "status"]);
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("collection: passages-v1; serves: yes; releases: 5;", status.Out, StringComparison.Ordinal);
        Assert.EndsWith("fits: yes\n", status.Out, StringComparison.Ordinal);

        var nothing = await RunAsync(["index", "migrate"]);
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("nothing to migrate", nothing.Error, StringComparison.Ordinal);

        var changed = await RunAsync(["index", "status", "--set", "Embeddings:AveragePassageLength=50"]);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("Run bot index migrate", changed.Error, StringComparison.Ordinal);
        var migrated = await RunAsync(["index", "migrate", "--set", "Embeddings:AveragePassageLength=50"]);
        Assert.Equal((0, 5, 0), (migrated.ExitCode, migrated.Number("releases"), migrated.Number("embedded")));
        Assert.Contains("to: passages-v2", migrated.Out, StringComparison.Ordinal);
        Assert.Contains("passages-v2 serves now", migrated.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_old_asks_first()
    {
        await RunAsync(["ingest", _folder]);
        Assert.Contains("nothing to remove", (await RunAsync(["index", "drop-old"])).Error, StringComparison.Ordinal);

        // With bars, as where a person watches.
        var reindexed = await RunAsync(["index", "reindex"], interactive: true);
        Assert.Equal(0, reindexed.ExitCode);
        Assert.Contains("passages-v2 serves now", reindexed.Error, StringComparison.Ordinal);
        var unasked = await RunAsync(["index", "drop-old"]);
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("--yes", unasked.Error, StringComparison.Ordinal);
        var dropped = await RunAsync(["index", "drop-old", "--yes"]);
        Assert.Equal((0, "removed: passages-v1\n"), (dropped.ExitCode, dropped.Out));
        var status = await RunAsync(["index", "status"], interactive: true);
        Assert.Contains("passages-v2", status.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("passages-v1", status.Out, StringComparison.Ordinal);
    }

    private async Task<CliRun> RunAsync(string[] args, bool interactive = false)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(TextReader.Null, TextWriter.Synchronized(output), TextWriter.Synchronized(error), interactive);
        var code = await BotCommandLine.RunAsync(
            [.. args, "--set", $"Index:Qdrant:Url={_server.Url}", "--data", Path.Combine(_folder, "unused")],
            terminal,
            services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new HashEmbeddings()),
            Token);
        return new CliRun(code, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }
}
