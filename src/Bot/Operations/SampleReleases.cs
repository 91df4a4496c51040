using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Index.Qdrant;

namespace ReleaseBot.Operations;

/// <summary>The releases of a fictional organisation that come with the bot, for a first question without any set-up.</summary>
internal sealed class SampleReleases(IPassageIndex index, Ingestion ingestion, IOptions<BotOptions> options, IOptions<QdrantOptions> server)
{
    /// <summary>Their folder, beside the executable.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Samples", "releases");

    /// <summary>Whose releases they would be.</summary>
    public const string Organisation = "Ilvane Commission";

    /// <summary>Questions they answer, shown on the page to begin with.</summary>
    public static ImmutableArray<string> Questions { get; } =
    [
        "Who headed the delegation from Dovrania?",
        "How high did the river get in Steinhaven during the 2024 flood?",
        "What is the latest price tag for the Port Amary barrier?",
        "Who is the Secretary-General right now?",
        "Why was the release moved downriver in 2024?",
    ];

    private const int MostSamples = 1000;

    // Stands from the first sample to the last, so that a start which was killed half-way is completed by the next.
    private string MarkerFile => Path.Combine(options.Value.DataDirectory, "samples.loading");

    /// <summary>
    /// Opens the index; says whether it is empty, or an earlier start was interrupted while filling it. A server's collection belongs to
    /// many, so it is never filled unasked.
    /// </summary>
    public async Task<bool> AreWantedAsync(CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        if (server.Value.Url is not null)
        {
            return false;
        }

        var stored = await index.GetStatisticsAsync(cancellationToken);
        return Directory.Exists(Folder)
            && (stored.Releases == 0 || (File.Exists(MarkerFile) && await AreAllAsync(cancellationToken)));
    }

    /// <summary>Loads them.</summary>
    public async Task<IngestSummary> LoadAsync(IProgress<IngestResult> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.DataDirectory);
        await File.WriteAllTextAsync(MarkerFile, "The sample releases are being loaded.\n", cancellationToken);
        var summary = await ingestion.RunAsync([Folder], prune: false, progress, cancellationToken);
        File.Delete(MarkerFile);
        return summary;
    }

    /// <summary>Whether the index holds samples and nothing else.</summary>
    public async Task<bool> AreAllAsync(CancellationToken cancellationToken)
    {
        // A large index is not read through to learn that it holds more than the samples.
        var releases = (await index.GetStatisticsAsync(cancellationToken)).Releases;
        if (releases is 0 or > MostSamples)
        {
            return false;
        }

        return (await index.GetFingerprintsAsync(cancellationToken)).Values.All(IsSample);
    }

    /// <summary>Whether samples and other releases are in the index together.</summary>
    public async Task<bool> AreMixedInAsync(CancellationToken cancellationToken)
    {
        var stored = await index.GetFingerprintsAsync(cancellationToken);
        var samples = stored.Values.Count(IsSample);
        return samples > 0 && samples < stored.Count;
    }

    /// <summary>Removes them from the index; returns how many there were.</summary>
    public async Task<int> DropAsync(CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        var dropped = 0;
        foreach (var release in (await index.GetFingerprintsAsync(cancellationToken)).Values.Where(IsSample))
        {
            dropped += await index.DeleteAsync(release.ReleaseId, cancellationToken) ? 1 : 0;
        }

        return dropped;
    }

    // By the end of the path, so that a bot that moved still knows its samples.
    private static bool IsSample(ReleaseFingerprint release) =>
        release.Source.Replace('\\', '/').Contains("/Samples/releases/", StringComparison.Ordinal);
}
