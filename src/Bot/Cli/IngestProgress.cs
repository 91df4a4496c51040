using ReleaseBot.Index.Ingestion;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>Shows an ingest under way, on standard error: a bar where a person watches, now and then a line elsewhere.</summary>
internal static class IngestProgress
{
    private const int ReleasesPerLine = 100;

    /// <summary>Runs <paramref name="ingest"/> and shows its results as they come.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="expected">About how many releases to expect.</param>
    /// <param name="ingest">Does the work, reporting each result.</param>
    public static Task<IngestSummary> ShowAsync(
        Terminal terminal,
        int expected,
        Func<IProgress<IngestResult>, Task<IngestSummary>> ingest) =>
        terminal.IsInteractive ? ShowBarAsync(terminal, expected, ingest) : ShowLinesAsync(terminal, expected, ingest);

    private static async Task<IngestSummary> ShowBarAsync(
        Terminal terminal,
        int expected,
        Func<IProgress<IngestResult>, Task<IngestSummary>> ingest)
    {
        var failures = new List<IngestResult>();
        var summary = await terminal.Ansi(terminal.Error).Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("Reading releases", maxValue: Math.Max(1, expected));
                var done = 0;
                var result = await ingest(new EachResult(each =>
                {
                    done++;
                    bar.Description = $"Reading releases ({done})";
                    bar.Increment(each.Outcome == IngestOutcome.Removed ? 0 : 1);
                    if (each.Outcome == IngestOutcome.Failed)
                    {
                        failures.Add(each);
                    }
                }));
                bar.Value = bar.MaxValue;
                return result;
            });
        failures.ForEach(failure => WriteFailure(terminal, failure));
        return summary;
    }

    private static Task<IngestSummary> ShowLinesAsync(
        Terminal terminal,
        int expected,
        Func<IProgress<IngestResult>, Task<IngestSummary>> ingest)
    {
        var done = 0;
        return ingest(new EachResult(each =>
        {
            if (++done % ReleasesPerLine == 0)
            {
                terminal.Error.WriteLine($"{done} of about {Math.Max(done, expected)} releases");
            }

            if (each.Outcome == IngestOutcome.Failed)
            {
                WriteFailure(terminal, each);
            }
        }));
    }

    /// <summary>Where a release failed and why, in words.</summary>
    public static string Failure(IngestResult failure)
    {
        var place = failure.Line is null ? failure.Source : $"{failure.Source} line {failure.Line}";
        return $"{place}: {failure.Reason}";
    }

    private static void WriteFailure(Terminal terminal, IngestResult failure) =>
        terminal.Error.WriteLine(TerminalText.OneLine($"Failed: {Failure(failure)}"));

    private sealed class EachResult(Action<IngestResult> report) : IProgress<IngestResult>
    {
        public void Report(IngestResult value) => report(value);
    }
}
