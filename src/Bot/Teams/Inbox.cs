using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Turns;

namespace ReleaseBot.Teams;

/// <summary>
/// The bounded queue of activities: those of one conversation are done in order, several conversations at a time. When the server
/// stops, it takes no more and lets what it has come to an end.
/// </summary>
internal sealed class Inbox(ActivityTurns turns, IOptions<TeamsOptions> options, TimeProvider time, ILogger<Inbox> logger) : IHostedService, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Activity>> _waiting = [];
    private readonly HashSet<Task> _workers = [];
    private readonly SemaphoreSlim _places = new(options.Value.ConcurrentConversations);
    private readonly CancellationTokenSource _stop = new();
    private int _count;
    private bool _closed;

    /// <summary>Takes an activity; false when the queue is full or the server stops.</summary>
    public bool TryAdd(Activity activity)
    {
        lock (_gate)
        {
            if (_closed || _count >= options.Value.QueueLength)
            {
                return false;
            }

            _count++;
            var conversation = $"{activity.ChannelId}\n{activity.Conversation?.Id}";
            if (_waiting.TryGetValue(conversation, out var queue))
            {
                queue.Enqueue(activity);
                return true;
            }

            _waiting[conversation] = new Queue<Activity>([activity]);
            var worker = Task.Run(() => WorkAsync(conversation));
            _workers.Add(worker);
            _ = worker.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return true;
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] open;
        lock (_gate)
        {
            _closed = true;
            open = [.. _workers];
        }

        try
        {
            await Task.WhenAll(open).WaitAsync(options.Value.DrainTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Log.DrainedTooSlowly(logger, _count, options.Value.DrainTimeout);
        }

        await _stop.CancelAsync();
        await Task.WhenAll(open);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync(string conversation)
    {
        while (Next(conversation) is { } activity)
        {
            try
            {
                await _places.WaitAsync(_stop.Token);
                try
                {
                    await turns.RunAsync(activity, _stop.Token);
                }
                finally
                {
                    _places.Release();
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The server stops.
            }
            catch (Exception exception)
            {
                Log.TurnFailed(logger, activity.Type, exception);
            }

            lock (_gate)
            {
                _count--;
            }
        }
    }

    private Activity? Next(string conversation)
    {
        lock (_gate)
        {
            if (_waiting[conversation].TryDequeue(out var activity))
            {
                return activity;
            }

            _waiting.Remove(conversation);
            return null;
        }
    }

    private void Forget(Task worker)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
        }
    }
}
