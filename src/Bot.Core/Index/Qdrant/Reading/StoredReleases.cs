using System.Runtime.CompilerServices;
using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant.Reading;

/// <summary>Reading releases and vectors back.</summary>
internal static class StoredReleases
{
    // Fingerprints are small, so a page is a large one.
    private const int PointsPerPage = 1000;

    /// <summary>Everything a filter finds, page by page.</summary>
    public static async IAsyncEnumerable<StoredPoint> ScrollAsync(
        this OpenCollection collection,
        Filter filter,
        IReadOnlyList<string> payload,
        IReadOnlyList<string> vectors,
        Purpose purpose,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        int pageSize = PointsPerPage)
    {
        Guid? offset = null;
        do
        {
            var scroll = new Scroll(filter, pageSize, payload) { Offset = offset, WithVector = vectors.Count == 0 ? null : vectors };
            var page = await collection.Client.ScrollAsync(collection.Name, scroll, purpose, cancellationToken);
            foreach (var point in page.Points)
            {
                yield return point;
            }

            offset = page.NextPageOffset;
        }
        while (offset is not null);
    }

    /// <summary>Id, content hash and source of every release.</summary>
    public static async Task<IReadOnlyDictionary<string, ReleaseFingerprint>> FingerprintsAsync(
        this OpenCollection collection,
        long revision,
        CancellationToken cancellationToken)
    {
        var fingerprints = new Dictionary<string, ReleaseFingerprint>(StringComparer.Ordinal);
        var filter = Visibility.At(revision, Condition.Is(Fields.Kind, PointKind.Release));
        string[] fields = [Fields.ReleaseId, "content_hash", "source"];
        await foreach (var point in collection.ScrollAsync(filter, fields, [], Purpose.Reading, cancellationToken))
        {
            var stored = point.Payload!;
            fingerprints[stored.ReleaseId!] = new ReleaseFingerprint(stored.ReleaseId!, stored.ContentHash!, stored.Source!);
        }

        return fingerprints;
    }

    /// <summary>The dense vectors of a release, by embedding hash.</summary>
    public static async Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> VectorsAsync(
        this OpenCollection collection,
        string releaseId,
        long revision,
        CancellationToken cancellationToken)
    {
        var vectors = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        var filter = Visibility.At(revision, Condition.Is(Fields.ReleaseId, releaseId), Condition.Is(Fields.Kind, PointKind.Passage));
        await foreach (var point in collection.ScrollAsync(
            filter, ["embedding_hash"], [Fields.Dense], Purpose.Reading, cancellationToken, pageSize: 256))
        {
            vectors[point.Payload!.EmbeddingHash!] = point.Vector!.Dense!.Value;
        }

        return vectors;
    }

    /// <summary>A release with its text, or null.</summary>
    public static async Task<Release?> ReleaseAsync(
        this OpenCollection collection,
        string releaseId,
        long revision,
        CancellationToken cancellationToken)
    {
        var filter = Visibility.At(revision, Condition.Is(Fields.ReleaseId, releaseId), Condition.Is(Fields.Kind, PointKind.Release));
        var page = await collection.Client.ScrollAsync(
            collection.Name, new Scroll(filter, 1, ReleasePoints.ReleaseFields), Purpose.Question, cancellationToken);
        return page.Points is [{ Payload: { } stored }, ..] ? ReleasePoints.ToRelease(stored) : null;
    }
}
