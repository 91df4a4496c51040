using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace ReleaseBot.Api.Access;

/// <summary>
/// Counts the requests of marked endpoints: by key where there is one, else by visitor and by address. Every response says what is left, in
/// the fields of draft-ietf-httpapi-ratelimit-headers-06.
/// </summary>
internal sealed class CallerLimiter : PartitionedRateLimiter<HttpContext>
{
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<HttpContext>[] _limiters;

    /// <summary>Starts counting.</summary>
    public CallerLimiter(LimitOptions limits, TimeProvider time)
    {
        // The visitor first, so that one visitor's excess does not use up the address that others share.
        _limiters =
        [
            Count(limits, time, context => context.User.KeyName() is { } key ? (key, context.User.KeyLimit() ?? limits.PerKey) : null),
            Count(limits, time, context => context.User.Visitor() is { } visitor ? (visitor, limits.PerVisitor) : null),
            Count(limits, time, context => context.User.KeyName() is null ? (Address(context), limits.PerAddress) : null),
        ];
    }

    private static PartitionedRateLimiter<HttpContext> Count(LimitOptions limits, TimeProvider time, Func<HttpContext, (string Caller, int Limit)?> caller) =>
        PartitionedRateLimiter.Create<HttpContext, (string, int)>(context => caller(context) is { } found
            ? RateLimitPartition.Get(found, _ => new WindowLimiter(found.Limit, limits.Window, time))
            : RateLimitPartition.GetNoLimiter((string.Empty, 0)));

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        RateLimitLease? tightest = null;
        if (resource.GetEndpoint()?.Metadata.GetMetadata<Limited>() is null)
        {
            return Unlimited.Lease;
        }

        foreach (var limiter in _limiters)
        {
            var lease = limiter.AttemptAcquire(resource, permitCount);
            tightest = Tighter(tightest, lease);
            if (!lease.IsAcquired)
            {
                break;
            }
        }

        WriteQuota(resource.Response.Headers, tightest);
        return tightest ?? Unlimited.Lease;
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var limiter in disposing ? _limiters : [])
        {
            limiter.Dispose();
        }

        base.Dispose(disposing);
    }

    private static RateLimitLease Tighter(RateLimitLease? before, RateLimitLease now) =>
        before is null || !now.IsAcquired ? now
        : !now.TryGetMetadata(WindowLimiter.Quota, out var quota) ? before
        : before.TryGetMetadata(WindowLimiter.Quota, out var earlier) && earlier!.Remaining <= quota!.Remaining ? before
        : now;

    private static void WriteQuota(IHeaderDictionary headers, RateLimitLease? lease)
    {
        if (lease is null || !lease.TryGetMetadata(WindowLimiter.Quota, out var quota))
        {
            return;
        }

        headers["RateLimit-Limit"] = Text(quota!.Limit);
        headers["RateLimit-Remaining"] = Text(quota.Remaining);
        headers["RateLimit-Reset"] = Text(quota.Reset.TotalSeconds);
        headers["RateLimit-Policy"] = $"{Text(quota.Limit)};w={Text(quota.Window.TotalSeconds)}";
        if (!lease.IsAcquired)
        {
            headers.RetryAfter = Text(quota.Reset.TotalSeconds);
        }
    }

    private static string Text(double number) => Math.Ceiling(number).ToString(CultureInfo.InvariantCulture);

    // Whoever has one IPv6 address has its whole /64.
    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPAddress([.. address.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]]).ToString(),
        var address => address.ToString(),
    };

    private sealed class Unlimited : RateLimitLease
    {
        public static Unlimited Lease { get; } = new();

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
