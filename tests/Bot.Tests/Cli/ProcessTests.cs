using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ReleaseBot.Cli;

/// <summary>What only a real process shows: being killed and interrupted, ports, and what stands on which stream.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int Many = 600;

    private readonly string _root = Directory.CreateTempSubdirectory("bot-process-").FullName;

    private string Data => Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Ingest_that_is_killed_leaves_an_index_that_the_next_completes()
    {
        var list = WriteMany();
        using (var bot = BotProcess.Start("ingest", list, "--data", Data))
        {
            await bot.ReadUntilAsync("100 of about 600 releases", error: true);
            await bot.KillAsync();
        }

        var next = await BotProcess.RunAsync("ingest", list, "--data", Data);
        var last = await BotProcess.RunAsync("ingest", list, "--data", Data);

        Assert.Equal((0, Many, 0), (next.ExitCode, next.Number("read"), next.Number("failed")));
        Assert.InRange(next.Number("unchanged"), 100, Many - 1);
        Assert.Equal(Many, next.Number("new") + next.Number("unchanged"));
        Assert.Equal((0, Many, 0, 0), (last.ExitCode, last.Number("unchanged"), last.Number("embedded"), last.Number("passages")));
    }

    [Fact]
    public async Task Ingest_that_is_interrupted_ends_with_130_and_is_completed_by_the_next()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send to another console's process.");
        var list = WriteMany();
        using var bot = BotProcess.Start("ingest", list, "--data", Data);
        await bot.ReadUntilAsync("100 of about 600 releases", error: true);
        bot.Interrupt();
        var stopped = await bot.EndAsync();

        var next = await BotProcess.RunAsync("ingest", list, "--data", Data);

        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("run the command again", stopped.Error, StringComparison.Ordinal);
        Assert.Equal((0, Many), (next.ExitCode, next.Number("new") + next.Number("unchanged")));
        Assert.True(next.Number("unchanged") >= 100);
    }

    [Fact]
    public async Task Paths_are_those_of_where_dotnet_run_is_typed()
    {
        var run = await BotProcess.RunProjectAsync("ingest", "src/Bot/Samples/releases/2023/forum-tirsa.html", "--data", Data);

        Assert.Equal((0, 1), (run.ExitCode, run.Number("new")));
    }

    [Fact]
    public async Task Two_processes_ingest_at_once_and_lose_nothing()
    {
        var list = WriteMany(200);

        var both = await Task.WhenAll(
            BotProcess.RunAsync("ingest", list, "--data", Data),
            BotProcess.RunAsync("ingest", list, "--data", Data));
        var after = await BotProcess.RunAsync("ingest", list, "--data", Data);

        Assert.All(both, run => Assert.Equal((0, 0), (run.ExitCode, run.Number("failed"))));
        Assert.Equal((0, 200, 0), (after.ExitCode, after.Number("unchanged"), after.Number("embedded")));
    }

    [Fact]
    public async Task Port_that_is_taken_is_told_with_the_option_to_choose_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var run = await BotProcess.RunAsync(
            "serve", "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}", "--no-samples", "--data", Data);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--urls", run.Error, StringComparison.Ordinal);
        Assert.Contains("in use", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Served_bot_says_where_loads_the_samples_and_stops_politely()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send to another console's process.");
        using var bot = BotProcess.Start("--urls", "http://127.0.0.1:0", "--data", Data);
        var line = await bot.ReadUntilAsync("Ask at http://127.0.0.1:", error: false);
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[2]) };

        var about = JsonElement.Parse(await client.GetStringAsync(new Uri("/api/about", UriKind.Relative), TestContext.Current.CancellationToken));
        bot.Interrupt();
        var end = await bot.EndAsync();

        Assert.True(about.GetProperty("samples").GetBoolean());
        Assert.NotEqual(0, about.GetProperty("examples").GetArrayLength());
        Assert.Contains("sample releases loaded", end.Error, StringComparison.Ordinal);
        Assert.Equal(0, end.ExitCode);
    }

    [Fact]
    public async Task Empty_index_stays_empty_without_samples()
    {
        using var bot = BotProcess.Start("serve", "--urls", "http://127.0.0.1:0", "--no-samples", "--data", Data);
        var line = await bot.ReadUntilAsync("Ask at http://127.0.0.1:", error: false);
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[2]) };

        var ready = JsonElement.Parse(await client.GetStringAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken));

        Assert.Equal(0, ready.GetProperty("releases").GetInt32());
        await bot.KillAsync();
    }

    private string WriteMany(int count = Many)
    {
        var path = Path.Combine(_root, "many.jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, count).Select(number => JsonSerializer.Serialize(new
        {
            id = $"r{number}",
            title = $"Report number {number}",
            date = "2024-03-01",
            text = $"The commission received report number {number} on Monday. It was read by {number + 2} members.",
        })));
        return path;
    }
}
