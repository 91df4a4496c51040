using ReleaseBot.Index.Ingestion;
using ReleaseBot.Releases;

namespace ReleaseBot.Operations;

/// <summary>Files and folders into the index: the reader and the ingester, put together.</summary>
internal sealed class Ingestion(ReleaseReader reader, Ingester ingester)
{
    /// <summary>About how many releases the paths hold: the total of a progress bar.</summary>
    public Task<int> CountAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) => reader.CountAsync(paths, cancellationToken);

    /// <summary>Reads the paths into the index.</summary>
    public Task<IngestSummary> RunAsync(
        IReadOnlyList<string> paths,
        bool prune,
        IProgress<IngestResult>? progress,
        CancellationToken cancellationToken) =>
        ingester.IngestAsync(reader.ReadAsync(paths, cancellationToken), prune ? paths : null, progress, cancellationToken);
}
