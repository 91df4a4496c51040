using System.Threading.Channels;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Reading;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Index.Qdrant.Writing;
using ReleaseBot.Passages;

namespace ReleaseBot.Index.Qdrant.Administration;

/// <summary>One run of a rebuilding: from the collection that serves into a new one.</summary>
internal sealed class Rebuilding(
    QdrantClient client,
    OpenCollection source,
    QdrantPassageIndex target,
    string targetName,
    PassageEmbedder embedder,
    TimeProvider time,
    IProgress<RebuildProgress> progress)
{
    private const int PassagesPerWrite = 256;
    private const int ReleasesPerWrite = 64;

    // Few enough to embed while writers wait.
    private const int MostWhileSwitching = 16;

    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(1);

    private int _written;
    private int _embedded;

    /// <summary>
    /// Brings everything over until little is missing, waits until the server has indexed it, then keeps writers out of the old collection
    /// for the rest and for the switch.
    /// </summary>
    public async Task<RebuildSummary> RunAsync(string alias, CancellationToken cancellationToken)
    {
        await target.OpenAsync(cancellationToken);
        var missing = await MissingAsync(cancellationToken);
        while (missing.Count > MostWhileSwitching)
        {
            await BringAsync(missing, cancellationToken);
            missing = await MissingAsync(cancellationToken);
        }

        await WaitForIndexAsync(cancellationToken);
        while (!await TrySwitchAsync(alias, cancellationToken))
        {
            await BringAsync(await MissingAsync(cancellationToken), cancellationToken);
        }

        return new RebuildSummary(source.Name, targetName, _written, _embedded);
    }

    // Ids of releases that the new collection lacks or has otherwise.
    private async Task<HashSet<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var stored = await target.GetFingerprintsAsync(cancellationToken);
        var wanted = await source.ReadAsync(revision => source.FingerprintsAsync(revision, cancellationToken), cancellationToken);
        foreach (var gone in stored.Keys.Where(id => !wanted.ContainsKey(id)))
        {
            await target.DeleteAsync(gone, cancellationToken);
        }

        var missing = wanted.Where(each => !each.Value.Equals(stored.GetValueOrDefault(each.Key))).Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
        progress.Report(new RebuildProgress(RebuildStage.Releases, wanted.Count - missing.Count, wanted.Count));
        return missing;
    }

    private async Task BringAsync(HashSet<string> missing, CancellationToken cancellationToken)
    {
        var toEmbed = Channel.CreateBounded<PreparedRelease>(IngestBatches.WaitingToEmbed);
        var toWrite = Channel.CreateBounded<(PreparedRelease, IReadOnlyList<EmbeddedPassage>)>(IngestBatches.WaitingToWrite);
        await Pipeline.RunAsync(
            [
                token => PrepareAsync(missing, toEmbed.Writer, token),
                token => embedder.EmbedAsync(toEmbed.Reader, toWrite.Writer, token),
                token => WriteAsync(toWrite.Reader, missing.Count, token),
            ],
            cancellationToken);
    }

    // A release that is replaced while this reads is missing again afterwards, and comes with the next round.
    private async Task PrepareAsync(HashSet<string> missing, ChannelWriter<PreparedRelease> toEmbed, CancellationToken cancellationToken)
    {
        var revision = (await source.GetStateAsync(cancellationToken)).Rev;
        var releases = Visibility.At(revision, Condition.Is(Fields.Kind, PointKind.Release));
        await foreach (var point in source.ScrollAsync(
            releases, ReleasePoints.ReleaseFields, [], Purpose.Reading, cancellationToken, ReleasesPerWrite))
        {
            var release = ReleasePoints.ToRelease(point.Payload!);
            if (!missing.Contains(release.Id))
            {
                continue;
            }

            var passages = Chunker.Split(release);
            var vectors = await source.VectorsAsync(release.Id, revision, cancellationToken);
            var prepared = new PreparedRelease(release, null, IngestOutcome.New, [], passages, [.. passages.Select(embedder.HashOf)], vectors);
            await toEmbed.WriteAsync(prepared, cancellationToken);
        }

        toEmbed.Complete();
    }

    private async Task WriteAsync(
        ChannelReader<(PreparedRelease Prepared, IReadOnlyList<EmbeddedPassage> Passages)> toWrite,
        int total,
        CancellationToken cancellationToken)
    {
        var batch = new List<(PreparedRelease Prepared, IReadOnlyList<EmbeddedPassage> Passages)>();
        var written = 0;
        await foreach (var embedded in toWrite.ReadAllAsync(cancellationToken))
        {
            batch.Add(embedded);
            if (batch.Count == ReleasesPerWrite || batch.Sum(each => each.Passages.Count) >= PassagesPerWrite)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();

        async Task FlushAsync()
        {
            if (batch.Count > 0)
            {
                await target.WriteAllAsync([.. batch.Select(each => (each.Prepared.Release, each.Passages))], cancellationToken);
                _written += batch.Count;
                _embedded += batch.Sum(each => each.Prepared.Missing);
                written += batch.Count;
                progress.Report(new RebuildProgress(RebuildStage.Releases, written, Math.Max(total, written)));
                batch.Clear();
            }
        }
    }

    private async Task WaitForIndexAsync(CancellationToken cancellationToken)
    {
        await client.UpdateCollectionAsync(targetName, CollectionSettings.Indexing, cancellationToken);
        while (await client.GetCollectionAsync(targetName, cancellationToken) is { } info && (info.Status != "green" || info.UpdateQueue is { Length: > 0 }))
        {
            if (info.Status == "red")
            {
                throw new IndexException($"Qdrant could not index {targetName}: {info.OptimizerStatus}. Look at the server's log; {source.Name} serves as before.");
            }

            progress.Report(new RebuildProgress(RebuildStage.Indexing, 0, 0));
            await Task.Delay(_poll, time, cancellationToken);
        }
    }

    // False when more had been written meanwhile than can be brought over while writers wait.
    private async Task<bool> TrySwitchAsync(string alias, CancellationToken cancellationToken)
    {
        progress.Report(new RebuildProgress(RebuildStage.Switching, 0, 1));
        using var lease = await WriteLease.AcquireAsync(source, cancellationToken);
        try
        {
            var missing = await MissingAsync(cancellationToken);
            if (missing.Count > MostWhileSwitching)
            {
                return false;
            }

            foreach (var id in missing)
            {
                await BringAsync([id], cancellationToken);
                await lease.BeatAsync(cancellationToken);
            }

            await client.SwitchAliasAsync(alias, targetName, cancellationToken);
            progress.Report(new RebuildProgress(RebuildStage.Switching, 1, 1));
            return true;
        }
        finally
        {
            await lease.ReleaseAsync(CancellationToken.None);
        }
    }
}
