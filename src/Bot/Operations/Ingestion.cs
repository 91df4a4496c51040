using ReleaseBot.Index.Ingestion;
using ReleaseBot.Releases;

namespace ReleaseBot.Operations;

/// <summary>Files and folders into the index: the reader and the ingester, put together.</summary>
internal sealed class Ingestion(Ingester ingester)
{
    /// <summary>About how many releases the paths hold; null when that cannot be told beforehand.</summary>
    public int? Count(IReadOnlyList<string> paths, CancellationToken cancellationToken) => null;

    /// <summary>Reads the paths into the index.</summary>
    public Task<IngestSummary> RunAsync(
        IReadOnlyList<string> paths,
        bool prune,
        IProgress<IngestResult>? progress,
        CancellationToken cancellationToken) =>
        ingester.IngestAsync(Read(paths, cancellationToken), prune ? paths : null, progress, cancellationToken);

    private static IAsyncEnumerable<ReadResult> Read(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<ReadResult>();
}
