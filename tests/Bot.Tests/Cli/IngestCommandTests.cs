using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

public sealed class IngestCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bot-cli-").FullName;

    private string Data => Path.Combine(_root, "data");

    private string Releases => Path.Combine(_root, "releases");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Summary_counts_and_a_second_run_does_nothing()
    {
        Write("a.txt", "The bridge is finished\n\nThe minister opened it on Monday. It is long. Nobody was surprised.");
        Write("b.md", "# The barrier is late\n\nIt will be finished in 2028. The mud is to blame. It cost more than expected.");

        var first = await CliRun.OfAsync("ingest", Releases, "--data", Data);
        var second = await CliRun.OfAsync("ingest", Releases, "--data", Data);

        Assert.Equal((0, 2, 2, 0), (first.ExitCode, first.Number("read"), first.Number("new"), first.Number("failed")));
        Assert.Equal(first.Number("passages"), first.Number("embedded"));
        Assert.True(first.Number("passages") > 0);
        Assert.Equal((0, 2, 0, 2, 0, 0), (
            second.ExitCode, second.Number("read"), second.Number("new"), second.Number("unchanged"), second.Number("passages"), second.Number("embedded")));
    }

    [Fact]
    public async Task One_bad_file_is_named_and_ends_with_1()
    {
        Write("a.txt", "The bridge is finished\n\nThe minister opened it on Monday. It is long. Nobody was surprised.");
        Write("bad.txt", string.Empty);

        var run = await CliRun.OfAsync("ingest", Releases, "--data", Data);

        Assert.Equal((1, 1, 1), (run.ExitCode, run.Number("new"), run.Number("failed")));
        Assert.Contains("bad.txt", run.Error, StringComparison.Ordinal);
        await using var api = await Api.ApiUnderTest.StartAsync(("Bot:DataDirectory", Data));
        var past = Assert.Single(await api.Services.GetRequiredService<IngestHistory>().ListAsync(10, TestContext.Current.CancellationToken));
        Assert.Equal(("command", Releases, 1, 1), (past.Source, past.What, past.Summary.New, past.Summary.Failed));
        Assert.Contains("bad.txt", Assert.Single(past.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_path_is_a_failure_and_prunes_nothing()
    {
        Write("a.txt", "The bridge is finished\n\nThe minister opened it on Monday. It is long. Nobody was surprised.");
        await CliRun.OfAsync("ingest", Releases, "--data", Data);
        Directory.Delete(Releases, recursive: true);

        var without = await CliRun.OfAsync("ingest", Releases, "--data", Data);
        var pruning = await CliRun.OfAsync("ingest", Releases, "--prune", "--data", Data);
        Directory.CreateDirectory(Releases);
        var really = await CliRun.OfAsync("ingest", Releases, "--prune", "--data", Data);

        Assert.Equal((1, 1), (without.ExitCode, without.Number("failed")));
        Assert.Equal(1, pruning.ExitCode);
        Assert.Contains("nothing is pruned", pruning.Error, StringComparison.Ordinal);
        Assert.Equal((0, 1), (really.ExitCode, really.Number("removed")));
    }

    [Fact]
    public async Task Name_of_a_bad_file_cannot_command_the_terminal()
    {
        Write("bad\u001b[2J.txt", string.Empty);

        var run = await CliRun.OfAsync("ingest", Releases, "--data", Data);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Fact]
    public async Task Watched_ingest_ends_with_a_table()
    {
        Write("a.txt", "The bridge is finished\n\nThe minister opened it on Monday. It is long. Nobody was surprised.");

        var run = await CliRun.OfAsync(["ingest", Releases, "--data", Data], string.Empty, null, interactive: true);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"new\s+│\s+1", run.Out);
    }

    [Fact]
    public async Task Samples_load_once_into_an_empty_index_and_can_be_dropped()
    {
        var first = await CliRun.OfAsync("ask", "Who?", "--data", Data);
        var second = await CliRun.OfAsync("ask", "Who?", "--data", Data);
        Write("a.txt", "The bridge is finished\n\nThe minister opened it on Monday. It is long. Nobody was surprised.");
        var mixed = await CliRun.OfAsync("ingest", Releases, "--data", Data);
        var dropped = await CliRun.OfAsync("ingest", Releases, "--drop-samples", "--data", Data);

        Assert.Contains("sample releases loaded", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sample", second.Error, StringComparison.Ordinal);
        Assert.Contains("--drop-samples", mixed.Error, StringComparison.Ordinal);
        Assert.Matches(@"[1-9]\d* sample releases removed", dropped.Error);
        Assert.DoesNotContain("also holds", dropped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_that_is_no_index_is_told_and_left_alone()
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, "index.db");
        await File.WriteAllTextAsync(file, "This is no database, whatever its name says. " + new string('x', 5000), TestContext.Current.CancellationToken);
        var before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync("ask", "Who?", "--data", Data);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Out));
        Assert.NotEqual(string.Empty, run.Error);
        Assert.Equal(before, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Releases);
        File.WriteAllText(Path.Combine(Releases, name), text);
    }
}
