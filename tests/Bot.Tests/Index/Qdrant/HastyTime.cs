namespace ReleaseBot.Index.Qdrant;

/// <summary>A clock that runs ahead of the real one.</summary>
/// <param name="factor">How many times as fast.</param>
/// <param name="isWaitingToo">Whether waits and timeouts pass as fast; else they take the time they take.</param>
internal sealed class HastyTime(int factor, bool isWaitingToo) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _started + ((System.GetTimestamp() - _started) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var hasty = isWaitingToo ? new HastyTimer(timer, factor) : timer;
        hasty.Change(dueTime, period);
        return hasty;
    }

    private sealed class HastyTimer(ITimer timer, int factor) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime > TimeSpan.Zero ? dueTime / factor : dueTime, period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
