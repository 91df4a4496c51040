using ReleaseBot.Embeddings;
using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Reading;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant.Writing;

/// <summary>
/// Writes releases: the new points first, under a revision nobody reads yet; then what they replace is marked; then the state moves to
/// the revision; then what was replaced is removed. Every step may be repeated, and after a crash between any two the index shows the
/// old releases or the new ones.
/// </summary>
internal sealed class ReleaseWriter(OpenCollection collection)
{
    private const int PointsPerRequest = 256;
    private const long BytesPerRequest = 8 * 1024 * 1024;

    // The server takes 32 MiB; the estimate is rough.
    private const long LargestPoint = 28 * 1024 * 1024;

    private static readonly TimeSpan _timeToUndo = TimeSpan.FromSeconds(5);

    /// <summary>Stores releases, each instead of what has its id; readers see all of them at once.</summary>
    public Task WriteAsync(IReadOnlyList<(Release Release, IReadOnlyList<EmbeddedPassage> Passages)> releases, CancellationToken cancellationToken)
    {
        foreach (var (_, passages) in releases)
        {
            Check(passages);
        }

        return UnderLeaseAsync(
            async (lease, limited) =>
            {
                string[] ids = [.. releases.Select(each => each.Release.Id)];
                var replaces = await collection.Client.CountAsync(collection.Name, new Count(Before(lease.Next, ids), Exact: true), limited) > 0;
                foreach (var batch in Batches(releases.SelectMany(each => ReleasePoints.Of(each.Release, each.Passages, lease.Next))))
                {
                    await lease.BeatAsync(limited);
                    await collection.Client.UpsertAsync(collection.Name, new Upsert(batch), limited);
                }

                await CommitAsync(lease, ids, replaces, limited);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Removes a release; false when there is none.</summary>
    public Task<bool> DeleteAsync(string releaseId, CancellationToken cancellationToken) => UnderLeaseAsync(
        async (lease, limited) =>
        {
            var visible = Visibility.At(lease.Current, Condition.Is(Fields.ReleaseId, releaseId), Condition.Is(Fields.Kind, PointKind.Release));
            var isThere = await collection.Client.CountAsync(collection.Name, new Count(visible, Exact: true), limited) > 0;
            if (isThere)
            {
                await CommitAsync(lease, [releaseId], replaces: true, limited);
            }
            else
            {
                await lease.ReleaseAsync(limited);
            }

            return isThere;
        },
        cancellationToken);

    private async Task CommitAsync(WriteLease lease, IReadOnlyCollection<string> ids, bool replaces, CancellationToken cancellationToken)
    {
        var replaced = Before(lease.Next, ids);
        if (replaces)
        {
            await lease.BeatAsync(cancellationToken);
            var alive = replaced with { Must = [.. replaced.Must!, Condition.Empty(Fields.StaleFrom)] };
            await collection.Client.SetPayloadAsync(collection.Name, new SetPayload(new Payload { StaleFrom = lease.Next }, alive), cancellationToken);
        }

        await lease.CommitAsync(replaces, cancellationToken);
        if (replaces)
        {
            await collection.Client.DeleteAsync(collection.Name, replaced, cancellationToken);
        }

        await lease.ReleaseAsync(cancellationToken);
    }

    private async Task<T> UnderLeaseAsync<T>(Func<WriteLease, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        using var lease = await WriteLease.AcquireAsync(collection, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Limited);
        try
        {
            return await write(lease, limit.Token);
        }
        catch (Exception exception)
        {
            var isLate = exception is OperationCanceledException && lease.Limited.IsCancellationRequested;
            using var timeToUndo = new CancellationTokenSource(_timeToUndo, collection.Time);
            await lease.AbandonAsync(timeToUndo.Token);
            if (isLate && !cancellationToken.IsCancellationRequested)
            {
                throw lease.Lost();
            }

            throw;
        }
    }

    private static Filter Before(long revision, IReadOnlyCollection<string> releaseIds) =>
        new() { Must = [Condition.IsAnyOf(Fields.ReleaseId, releaseIds), Condition.AtMost(Fields.IngestRev, revision - 1)] };

    private static IEnumerable<IReadOnlyList<Point>> Batches(IEnumerable<Point> points)
    {
        var batch = new List<Point>();
        var bytes = 0L;
        foreach (var point in points)
        {
            var size = SizeOf(point);
            if (size > LargestPoint)
            {
                throw new IndexException($"Release {point.Payload.ReleaseId} has {point.Payload.Text!.Length:N0} characters, more than a Qdrant server takes in one "
                    + "request. Split it, or lower Releases:MaxReleaseBytes so that it is refused with its file's name.");
            }

            if (batch.Count == PointsPerRequest || (bytes + size > BytesPerRequest && batch.Count > 0))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(point);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    // About how many bytes of JSON: 12 for a number of a vector, 21 for a sparse pair, up to 3 for a letter.
    private static long SizeOf(Point point) =>
        2000 + (12L * (point.Vector.Dense?.Length ?? 0)) + (21L * Tokens(point.Vector))
        + System.Text.Encoding.UTF8.GetByteCount(point.Payload.Text ?? "") + (8L * (point.Payload.Sentences?.Count ?? point.Payload.Headings?.Count ?? 0));

    private static int Tokens(Vectors vectors) =>
        (vectors.Text?.Indices.Length ?? 0) + (vectors.Title?.Indices.Length ?? 0) + (vectors.Release?.Indices.Length ?? 0);

    // The server stores an infinite number without a word and then ranks its point first.
    private static void Check(IReadOnlyList<EmbeddedPassage> passages)
    {
        foreach (var embedded in passages)
        {
            var numbers = embedded.Dense.ToArray().Concat(embedded.Sparse.Values).Concat(embedded.TitleSparse.Values);
            if (!numbers.All(float.IsFinite))
            {
                throw new IndexException($"A vector of passage {embedded.Passage.Id} ({embedded.Passage.ReleaseId}) holds a number that is not finite; nothing was "
                    + "changed. Check the embedding model: bot eval tells whether it works.");
            }
        }
    }
}
