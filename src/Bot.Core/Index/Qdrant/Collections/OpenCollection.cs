using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Collections;

/// <summary>A collection that was found to fit.</summary>
/// <param name="Client">The server.</param>
/// <param name="Name">Alias or name it is addressed by.</param>
/// <param name="Schema">What it is filled with.</param>
/// <param name="Settings">How it was laid out.</param>
/// <param name="Time">For waiting.</param>
internal sealed record OpenCollection(QdrantClient Client, string Name, IndexSchema Schema, CollectionSettings Settings, TimeProvider Time)
{
    private const int MostAttempts = 30;

    private static readonly TimeSpan _longestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The state now.</summary>
    /// <exception cref="IndexException">The collection was replaced by one that is filled otherwise.</exception>
    public async Task<IndexState> GetStateAsync(CancellationToken cancellationToken)
    {
        var points = await Client.RetrieveAsync(Name, new Retrieve([IndexState.Id], IndexState.Payload), Purpose.Question, cancellationToken);
        var state = IndexState.From(points is [var point, ..] ? point : null)
            ?? throw new IndexException($"The Qdrant collection \"{Name}\" lacks its state, as when its creation was cut short. "
                + "Delete it, or set Index:Qdrant:Collection to another name, and ingest the releases.");
        return state.Schema == CollectionSchema.Line(Schema) ? state : throw new IndexException(
            $"The Qdrant collection \"{Name}\" was meanwhile replaced by one that is filled with another model, chunker or tokenizer ({state.Collection}). "
            + "Start this program in the version that filled it, or run bot index migrate with this one.");
    }

    /// <summary>
    /// Reads at one revision: <paramref name="read"/> is given the revision and asks several times; when points it may have needed were
    /// removed meanwhile, it is run again.
    /// </summary>
    /// <exception cref="IndexException">The collection is rewritten faster than it can be read.</exception>
    public async Task<T> ReadAsync<T>(Func<long, Task<T>> read, CancellationToken cancellationToken)
    {
        var before = await GetStateAsync(cancellationToken);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var result = await read(before.Rev);
            var after = await GetStateAsync(cancellationToken);
            if (after.Horizon <= before.Rev && after.Collection == before.Collection)
            {
                return result;
            }

            before = after;
            await Task.Delay(TimeSpan.FromMilliseconds(attempt) < _longestPause ? TimeSpan.FromMilliseconds(attempt * attempt) : _longestPause, Time, cancellationToken);
        }

        throw new IndexException($"The Qdrant collection \"{Name}\" is being rewritten faster than it can be read. Try again in a moment.")
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };
    }
}
