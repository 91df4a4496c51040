using System.Diagnostics;
using System.Threading.Channels;
using ReleaseBot.Diagnostics;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Ingestion;

/// <summary>
/// Brings the index in line with what was read: new and changed releases are cut, embedded and written, the rest is left alone.
/// Reading, embedding and writing run side by side; a release is written whole or not at all, so an ingest can be killed at any
/// moment and be completed by the next.
/// </summary>
/// <param name="index">Where releases are kept.</param>
/// <param name="embedder">Makes the vectors.</param>
/// <param name="time">Measures how long it took.</param>
/// <param name="shape">Length of the passages; null for the usual one.</param>
public sealed class Ingester(IPassageIndex index, PassageEmbedder embedder, TimeProvider time, WindowShape? shape = null)
{
    private static readonly IReadOnlyDictionary<string, ReadOnlyMemory<float>> _noVectors =
        new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);

    /// <summary>Ingests everything <paramref name="reads"/> yields.</summary>
    /// <param name="reads">What was read, failures included.</param>
    /// <param name="prunePaths">Files and folders whose vanished releases are removed; null or empty removes none.</param>
    /// <param name="progress">Told every result as it is final, from several threads but one at a time.</param>
    /// <param name="cancellationToken">Stops between releases; what was written stays.</param>
    /// <exception cref="IndexException">The index could not be opened or written to.</exception>
    /// <exception cref="DirectoryNotFoundException">A path to prune does not exist.</exception>
    public async Task<IngestSummary> IngestAsync(
        IAsyncEnumerable<ReadResult> reads,
        IReadOnlyList<string>? prunePaths,
        IProgress<IngestResult>? progress,
        CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity("ingest");
        var started = time.GetTimestamp();
        var pruning = prunePaths is { Count: > 0 } ? new Pruning(prunePaths) : null;
        await index.OpenAsync(cancellationToken).ConfigureAwait(false);
        var stored = await index.GetFingerprintsAsync(cancellationToken).ConfigureAwait(false);

        var tally = new Tally(progress);
        var toEmbed = Channel.CreateBounded<PreparedRelease>(IngestBatches.WaitingToEmbed);
        var toWrite = Channel.CreateBounded<(PreparedRelease, IReadOnlyList<EmbeddedPassage>)>(IngestBatches.WaitingToWrite);
        await Pipeline.RunAsync(
            [
                token => PrepareAsync(reads, stored, pruning, tally, toEmbed.Writer, token),
                token => embedder.EmbedAsync(toEmbed.Reader, toWrite.Writer, token),
                token => WriteAsync(toWrite.Reader, tally, token),
            ],
            cancellationToken).ConfigureAwait(false);

        if (pruning is not null)
        {
            foreach (var gone in pruning.Gone(stored.Values))
            {
                await RemoveAsync([gone.ReleaseId], gone.Source, tally, cancellationToken).ConfigureAwait(false);
            }
        }

        return tally.Summary with { Elapsed = time.GetElapsedTime(started) };
    }

    /// <summary>Ingests one release, such as one that came through the API.</summary>
    public async Task<IngestResult> IngestAsync(Release release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        var result = new LastResult();
        await IngestAsync(One(new ReadResult(release.Source, null, release, null)), null, result, cancellationToken).ConfigureAwait(false);
        return result.Value ?? throw new UnreachableException("An ingest of one release has one result.");
    }

    private async Task PrepareAsync(
        IAsyncEnumerable<ReadResult> reads,
        IReadOnlyDictionary<string, ReleaseFingerprint> stored,
        Pruning? pruning,
        Tally tally,
        ChannelWriter<PreparedRelease> toEmbed,
        CancellationToken cancellationToken)
    {
        var claims = new IdClaims(stored);
        await foreach (var read in reads.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (read.Release is not { } release)
            {
                pruning?.CouldNotRead(read.Source);
                tally.Report(new IngestResult(IngestOutcome.Failed, read.Source, read.Line, null, read.Error ?? "It could not be read."));
                continue;
            }

            pruning?.Saw(release.Id);
            var claim = claims.Claim(release, read.Line);
            if (claim.Refusal is not null)
            {
                tally.Report(new IngestResult(IngestOutcome.Failed, read.Source, read.Line, release.Id, claim.Refusal));
                continue;
            }

            var before = stored.GetValueOrDefault(release.Id);
            if (claim.IsRepeat || (before?.ContentHash == release.ContentHash && SourcePaths.Same(before.Source, release.Source)))
            {
                tally.Report(new IngestResult(IngestOutcome.Unchanged, read.Source, read.Line, release.Id));
                await RemoveAsync(claim.Superseded, release.Source, tally, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var prepared = await CutAsync(release, read.Line, before is not null, claim.Superseded, cancellationToken).ConfigureAwait(false);
            await toEmbed.WriteAsync(prepared, cancellationToken).ConfigureAwait(false);
        }

        toEmbed.Complete();
    }

    private async Task<PreparedRelease> CutAsync(
        Release release,
        int? line,
        bool isStored,
        IReadOnlyList<string> superseded,
        CancellationToken cancellationToken)
    {
        var passages = Chunker.Split(release, shape ?? WindowShape.Default);
        var vectors = _noVectors;
        if (isStored || superseded.Count > 0)
        {
            var earlier = isStored ? release.Id : superseded[0];
            vectors = await index.GetVectorsAsync(earlier, cancellationToken).ConfigureAwait(false);
        }

        var outcome = isStored ? IngestOutcome.Changed : IngestOutcome.New;
        return new PreparedRelease(release, line, outcome, superseded, passages, [.. passages.Select(embedder.HashOf)], vectors);
    }

    private async Task WriteAsync(
        ChannelReader<(PreparedRelease Prepared, IReadOnlyList<EmbeddedPassage> Passages)> toWrite,
        Tally tally,
        CancellationToken cancellationToken)
    {
        await foreach (var (prepared, passages) in toWrite.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var release = prepared.Release;
            await index.WriteAsync(release, passages, cancellationToken).ConfigureAwait(false);
            tally.Report(new IngestResult(
                prepared.Outcome, release.Source, prepared.Line, release.Id, null, passages.Count, prepared.Missing));
            await RemoveAsync(prepared.Superseded, release.Source, tally, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(IEnumerable<string> releaseIds, string source, Tally tally, CancellationToken cancellationToken)
    {
        foreach (var id in releaseIds)
        {
            if (await index.DeleteAsync(id, cancellationToken).ConfigureAwait(false))
            {
                tally.Report(new IngestResult(IngestOutcome.Removed, source, null, id));
            }
        }
    }

    private static async IAsyncEnumerable<ReadResult> One(ReadResult read)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return read;
    }

    private sealed class Tally(IProgress<IngestResult>? progress)
    {
        private readonly Lock _lock = new();

        public IngestSummary Summary { get; private set; } = IngestSummary.Empty;

        public void Report(IngestResult result)
        {
            lock (_lock)
            {
                Summary = Summary.Add(result);
                progress?.Report(result);
            }
        }
    }

    private sealed class LastResult : IProgress<IngestResult>
    {
        public IngestResult? Value { get; private set; }

        public void Report(IngestResult value) => Value = value;
    }
}
