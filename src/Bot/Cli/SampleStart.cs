using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary>Opens the index at the start of a command, and fills an empty one with the sample releases.</summary>
internal static class SampleStart
{
    /// <summary>Does so, with progress on standard error.</summary>
    /// <exception cref="Index.IndexException">The index cannot be opened.</exception>
    public static async Task OpenAsync(IServiceProvider services, Terminal terminal, bool noSamples, CancellationToken cancellationToken)
    {
        var samples = services.GetRequiredService<SampleReleases>();
        if (!await samples.AreWantedAsync(cancellationToken) || noSamples)
        {
            return;
        }

        await terminal.Error.WriteLineAsync("The index is empty: loading the sample releases of a fictional organisation (once).");
        var summary = await IngestProgress.ShowAsync(
            terminal,
            await services.GetRequiredService<Ingestion>().CountAsync([SampleReleases.Folder], cancellationToken),
            progress => samples.LoadAsync(progress, cancellationToken));
        await terminal.Error.WriteLineAsync($"{summary.New} sample releases loaded in {summary.Elapsed.TotalSeconds:0.0} s.");
    }
}
