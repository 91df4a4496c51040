using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Writing;

/// <summary>What a writer left when it failed.</summary>
internal static class UnfinishedWrites
{
    /// <summary>
    /// Undoes it, under the lease: what was committed by <paramref name="revision"/> stays, and what it replaced goes; what was not committed is
    /// removed, and what it would have replaced is as it was.
    /// </summary>
    public static async Task UndoAsync(this OpenCollection collection, long revision, CancellationToken cancellationToken)
    {
        var (client, name) = (collection.Client, collection.Name);
        await client.DeleteAsync(name, new Filter { Must = [Condition.Above(Fields.IngestRev, revision)] }, cancellationToken);
        var marked = new Filter { Must = [Condition.Above(Fields.StaleFrom, revision)] };
        await client.DeletePayloadAsync(name, new DeletePayload([Fields.StaleFrom], marked), cancellationToken);
        await client.DeleteAsync(name, new Filter { Must = [Condition.AtMost(Fields.StaleFrom, revision)] }, cancellationToken);
    }
}
