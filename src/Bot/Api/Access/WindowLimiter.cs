using System.Threading.RateLimiting;

namespace ReleaseBot.Api.Access;

/// <summary>What is left of a caller's window.</summary>
/// <param name="Limit">Requests in a window.</param>
/// <param name="Remaining">Requests left.</param>
/// <param name="Reset">Until the window ends.</param>
/// <param name="Window">Its length.</param>
internal sealed record Quota(int Limit, int Remaining, TimeSpan Reset, TimeSpan Window);

/// <summary>So many requests in a window that opens with the first one; no queue. Tells on every request what is left.</summary>
internal sealed class WindowLimiter(int limit, TimeSpan window, TimeProvider time) : RateLimiter
{
    /// <summary>The <see cref="Quota"/> of a lease.</summary>
    public static MetadataName<Quota> Quota { get; } = MetadataName.Create<Quota>("QUOTA");

    private readonly Lock _counting = new();
    private DateTimeOffset _ends;
    private int _used;

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration
    {
        get
        {
            var over = time.GetUtcNow() - _ends;
            return over >= TimeSpan.Zero ? over : null;
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_counting)
        {
            var now = time.GetUtcNow();
            if (now >= _ends)
            {
                (_ends, _used) = (now + window, 0);
            }

            var isGranted = _used + permitCount <= limit;
            _used += isGranted ? permitCount : 0;
            return new Lease(isGranted, new Quota(limit, limit - _used, _ends - now, window));
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private sealed class Lease(bool isGranted, Quota quota) : RateLimitLease
    {
        public override bool IsAcquired => isGranted;

        public override IEnumerable<string> MetadataNames => [Quota.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == Quota.Name ? quota : null;
            return metadata is not null;
        }
    }
}
