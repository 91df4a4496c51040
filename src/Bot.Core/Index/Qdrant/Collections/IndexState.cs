using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Collections;

/// <summary>
/// The one point that says which revision of the collection readers read. A write prepares its points under the next revision, where
/// nobody sees them, and then moves <see cref="Rev"/> in a single upsert: readers see all of it or nothing.
/// </summary>
/// <param name="Rev">Revision readers read; 0 when nothing was written yet.</param>
/// <param name="Horizon">Points that were replaced at this revision or before may be gone, so a reader of an earlier one reads again.</param>
/// <param name="Lease">The writer at work; null when there is none.</param>
/// <param name="Beat">Moves while the writer lives.</param>
/// <param name="Collection">The collection's own name.</param>
/// <param name="Schema">See <see cref="CollectionSchema.Line"/>.</param>
internal sealed record IndexState(long Rev, long Horizon, string? Lease, long Beat, string Collection, string Schema)
{
    /// <summary>Its id, the same in every collection; no UUIDv5.</summary>
    public static Guid Id { get; } = new("00000000-0000-4000-8000-000000000001");

    /// <summary>The payload fields to ask for.</summary>
    public static IReadOnlyList<string> Payload { get; } = [Fields.Rev, "horizon", Fields.Lease, Fields.Beat, "collection", "schema"];

    /// <summary>The state of a new collection.</summary>
    public static IndexState Initial(string collection, IndexSchema schema) => new(0, 0, null, 0, collection, CollectionSchema.Line(schema));

    /// <summary>Reads it; null where there is none.</summary>
    public static IndexState? From(StoredPoint? point) => point?.Payload is { Rev: { } rev, Horizon: { } horizon, Collection: { } collection, Schema: { } schema } stored
        ? new IndexState(rev, horizon, stored.Lease, stored.Beat ?? 0, collection, schema)
        : null;

    /// <summary>The point to store.</summary>
    public Point ToPoint() => new(Id, Vectors.None, new Payload
    {
        Kind = PointKind.State,
        Rev = Rev,
        Horizon = Horizon,
        Lease = Lease,
        Beat = Beat,
        Collection = Collection,
        Schema = Schema,
    });
}
