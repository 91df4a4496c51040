using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Writing;

/// <summary>
/// The right to write, held by one writer of a collection at a time. It is taken, kept and given back by conditional upserts of the
/// state (update_filter), each verified by reading it back, because a condition that does not hold is reported as success. A writer
/// sends nothing more when three quarters of <see cref="QdrantOptions.WriterLease"/> have passed since its last sign of life, so that nothing
/// of it can arrive after another has taken over.
/// </summary>
internal sealed class WriteLease : IDisposable
{
    private readonly OpenCollection _collection;
    private IndexState _state;
    private readonly CancellationTokenSource _limit;
    private long _lastBeat;

    private WriteLease(OpenCollection collection, IndexState state)
    {
        _collection = collection;
        _state = state;
        _lastBeat = collection.Time.GetTimestamp();
        _limit = new CancellationTokenSource(Limit, collection.Time);
    }

    /// <summary>Cancelled when the lease may be lost.</summary>
    public CancellationToken Limited => _limit.Token;

    /// <summary>The revision readers read until <see cref="CommitAsync"/>.</summary>
    public long Current => _state.Rev;

    /// <summary>The revision to write.</summary>
    public long Next => _state.Rev + 1;

    private TimeSpan Duration => _collection.Client.Options.WriterLease;

    private TimeSpan Limit => Duration * 3 / 4;

    /// <summary>
    /// Waits for the right to write. A writer that has ended, or has shown no sign of life for <see cref="QdrantOptions.WriterLease"/>, is
    /// replaced, and what it left half-done undone.
    /// </summary>
    /// <exception cref="IndexException">Others wrote all the time.</exception>
    public static async Task<WriteLease> AcquireAsync(OpenCollection collection, CancellationToken cancellationToken)
    {
        var (time, options) = (collection.Time, collection.Client.Options);
        var mine = Writer.Create(time);
        var started = time.GetTimestamp();
        var (watched, since) = (await collection.GetStateAsync(cancellationToken), started);
        while (time.GetElapsedTime(started) < options.WriteTimeout + options.WriterLease)
        {
            var isDead = watched.Lease is { } other && (Writer.IsGone(other) || time.GetElapsedTime(since) >= options.WriterLease);
            if (watched.Lease is null || isDead)
            {
                var taken = await TakeAsync(collection, watched, mine, isDead, cancellationToken);
                if (taken is not null)
                {
                    return taken;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 50)), time, cancellationToken);
            var now = await collection.GetStateAsync(cancellationToken);
            (watched, since) = now.Lease == watched.Lease && now.Beat == watched.Beat ? (now, since) : (now, time.GetTimestamp());
        }

        throw new IndexException($"The Qdrant collection \"{collection.Name}\" is being written by others ({watched.Lease}) and did not come free in time; "
            + "nothing was changed. Wait until the other ingest has finished, or stop it, and try again.")
        {
            RetryAfter = options.WriterLease,
        };
    }

    /// <summary>Shows a sign of life when one is due; to be called between the requests of a write.</summary>
    /// <exception cref="IndexException">The lease is lost.</exception>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        if (_collection.Time.GetElapsedTime(_lastBeat) > Duration / 4)
        {
            await ChangeAsync(_state with { Beat = _state.Beat + 1 }, cancellationToken);
        }
    }

    /// <summary>Lets readers see what was written under <see cref="Next"/>; <paramref name="replaces"/> when points they see now will be removed.</summary>
    /// <exception cref="IndexException">The lease is lost; readers see what they saw.</exception>
    public Task CommitAsync(bool replaces, CancellationToken cancellationToken) => ChangeAsync(
        _state with { Rev = Next, Horizon = replaces ? Next : _state.Horizon, Beat = _state.Beat + 1 },
        cancellationToken);

    /// <summary>Gives the right back.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await PutAsync(_state with { Lease = null, Beat = _state.Beat + 1 }, cancellationToken);
        _state = _state with { Lease = null };
    }

    /// <summary>
    /// After a failure: undoes what was written and gives the right back, unless the lease is lost or was given back. What cannot be undone
    /// now is undone by the next writer.
    /// </summary>
    public async Task AbandonAsync(CancellationToken cancellationToken)
    {
        if (_state.Lease is not { } mine)
        {
            return;
        }

        try
        {
            var now = await _collection.GetStateAsync(cancellationToken);
            if (now.Lease == mine)
            {
                _state = now;
                await _collection.UndoAsync(Current, cancellationToken);
                await ReleaseAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is QdrantException or IndexException or OperationCanceledException)
        {
            Writer.Abandon(mine);
        }
    }

    /// <summary>The failure of a writer that was too slow.</summary>
    public IndexException Lost() => new($"The right to write \"{_collection.Name}\" was lost, because a request or a pause took longer than three quarters of "
        + $"Index:Qdrant:WriterLease ({Duration}); nothing was changed. Try again, or raise the setting.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>Frees the limit; the lease itself is given back by <see cref="ReleaseAsync"/>.</summary>
    public void Dispose() => _limit.Dispose();

    // With the lease taken and the undoing failed it is not given back: what is left would be seen with the next commit.
    private static async Task<WriteLease?> TakeAsync(
        OpenCollection collection, IndexState seen, string mine, bool hasToUndo, CancellationToken cancellationToken)
    {
        var lease = new WriteLease(collection, seen);
        try
        {
            if (await lease.TryChangeAsync(seen with { Lease = mine, Beat = seen.Beat + 1 }, cancellationToken))
            {
                await (hasToUndo ? collection.UndoAsync(seen.Rev, cancellationToken) : Task.CompletedTask);
                return lease;
            }
        }
        catch
        {
            Writer.Abandon(mine);
            lease.Dispose();
            throw;
        }

        lease.Dispose();
        return null;
    }

    private async Task ChangeAsync(IndexState next, CancellationToken cancellationToken)
    {
        if (!await TryChangeAsync(next, cancellationToken))
        {
            throw Lost();
        }
    }

    private async Task<bool> TryChangeAsync(IndexState next, CancellationToken cancellationToken)
    {
        await PutAsync(next, cancellationToken);
        if (await _collection.GetStateAsync(cancellationToken) != next)
        {
            return false;
        }

        _state = next;
        _lastBeat = _collection.Time.GetTimestamp();
        _limit.CancelAfter(Limit);
        return true;
    }

    private Task PutAsync(IndexState next, CancellationToken cancellationToken)
    {
        var unchanged = new Filter
        {
            Must =
            [
                _state.Lease is { } lease ? Condition.Is(Fields.Lease, lease) : Condition.Empty(Fields.Lease),
                Condition.Between(Fields.Beat, _state.Beat, _state.Beat),
                Condition.Between(Fields.Rev, _state.Rev, _state.Rev),
            ],
        };
        return _collection.Client.UpsertAsync(_collection.Name, new Upsert([next.ToPoint()]) { UpdateFilter = unchanged }, cancellationToken);
    }
}
