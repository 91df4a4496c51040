using System.CommandLine;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary><c>bot ingest PATH…</c>: reads files and folders into the index.</summary>
internal static class IngestCommand
{
    private static readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files and folders: .txt, .md, .html, .jsonl",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> _prune = new("--prune")
    {
        Description = "Remove releases that came from these paths and whose file is gone",
    };

    private static readonly Option<bool> _dropSamples = new("--drop-samples")
    {
        Description = "Remove the sample releases first",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var command = new Command("ingest", "Reads releases into the index; what is there already is left alone") { _paths, _prune, _dropSamples };
        command.SetAction((parsed, cancellationToken) => IngestAsync(run, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> IngestAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = run.Terminal;
        var paths = parsed.GetRequiredValue(_paths);
        CommonOptions.RefuseUnknownOptions(parsed, paths);
        if (paths.Any(string.IsNullOrWhiteSpace))
        {
            throw new UsageException("A PATH is empty. Name files or folders to ingest.");
        }

        await using var services = run.CreateServices(parsed);
        var samples = services.GetRequiredService<SampleReleases>();
        if (parsed.GetValue(_dropSamples))
        {
            var dropped = await samples.DropAsync(cancellationToken);
            await terminal.Error.WriteLineAsync($"{dropped} sample releases removed.");
        }

        var failures = new List<string>();
        var ingestion = services.GetRequiredService<Ingestion>();
        var summary = await IngestProgress.ShowAsync(
            terminal,
            await ingestion.CountAsync(paths, cancellationToken),
            progress => ingestion.RunAsync(paths, parsed.GetValue(_prune), new FailureList(progress, failures), cancellationToken));
        await services.GetRequiredService<IngestHistory>().RecordAsync(
            "command", string.Join(", ", paths.Select(Path.GetFullPath)), summary, failures, cancellationToken);
        IngestReport.Write(summary, terminal);
        if (await samples.AreMixedInAsync(cancellationToken))
        {
            await terminal.Error.WriteLineAsync(
                "Note: the index also holds the sample releases of a fictional organisation; --drop-samples removes them.");
        }

        return summary.Failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    // For the history; the progress itself goes on as it came.
    private sealed class FailureList(IProgress<IngestResult> next, List<string> failures) : IProgress<IngestResult>
    {
        public void Report(IngestResult value)
        {
            if (value.Outcome == IngestOutcome.Failed && failures.Count < IngestHistory.MostFailures)
            {
                failures.Add(IngestProgress.Failure(value));
            }

            next.Report(value);
        }
    }
}
