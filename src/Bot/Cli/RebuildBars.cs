using ReleaseBot.Index.Qdrant.Administration;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>Shows a rebuilding under way, on standard error: a bar for each stage where a person watches, now and then a line elsewhere.</summary>
internal static class RebuildBars
{
    private const int ReleasesPerLine = 100;

    /// <summary>Runs <paramref name="rebuild"/> and shows how far it is.</summary>
    public static Task<RebuildSummary> ShowAsync(Terminal terminal, Func<IProgress<RebuildProgress>, Task<RebuildSummary>> rebuild) =>
        terminal.IsInteractive ? ShowBarsAsync(terminal, rebuild) : rebuild(new Lines(terminal));

    private static string Words(RebuildStage stage) => stage switch
    {
        RebuildStage.Releases => "Building releases",
        RebuildStage.Indexing => "Waiting for the server's index",
        _ => "Switching",
    };

    private static Task<RebuildSummary> ShowBarsAsync(Terminal terminal, Func<IProgress<RebuildProgress>, Task<RebuildSummary>> rebuild) =>
        terminal.Ansi(terminal.Error).Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context => rebuild(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IProgress<RebuildProgress>
    {
        private readonly Dictionary<RebuildStage, ProgressTask> _bars = [];

        public void Report(RebuildProgress value)
        {
            foreach (var (stage, earlier) in _bars.Where(each => each.Key != value.Stage))
            {
                earlier.IsIndeterminate = false;
                earlier.Value = stage < value.Stage ? earlier.MaxValue : earlier.Value;
            }

            if (!_bars.TryGetValue(value.Stage, out var bar))
            {
                bar = _bars[value.Stage] = context.AddTask(Words(value.Stage));
            }

            bar.IsIndeterminate = value.Total == 0;
            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Done;
        }
    }

    private sealed class Lines(Terminal terminal) : IProgress<RebuildProgress>
    {
        private RebuildStage? _stage;
        private int _shown;

        public void Report(RebuildProgress value)
        {
            if (value.Stage != _stage || value.Done >= _shown + ReleasesPerLine)
            {
                (_stage, _shown) = (value.Stage, value.Done);
                terminal.Error.WriteLine(value.Total == 0 ? Words(value.Stage) : $"{Words(value.Stage)}: {value.Done} of {value.Total}");
            }
        }
    }
}
