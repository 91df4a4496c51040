using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Api;

/// <summary>
/// Lets a few questions in at a time, the next few wait, and the rest are told to come back: the models use every processor, so
/// more at once only makes all of them late.
/// </summary>
internal sealed class AnswerGate(IOptions<ApiOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>What a request that is turned away is told.</summary>
    public const string Refusal = "Too many questions are waiting.";

    /// <summary>What to do then.</summary>
    public const string Remedy = $"Ask again in {SecondsToWait} seconds (Retry-After).";

    private const string SecondsToWait = "2";

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.ConcurrentAnswers,
        QueueLimit = options.Value.WaitingAnswers,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a turn, held until the lease is disposed; the lease says whether it came.</summary>
    public async ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await _limiter.AcquireAsync(1, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TooLate();
        }
    }

    /// <summary>Waits for a turn, held until the request ends; null when it came, else the problem to answer with.</summary>
    public async Task<IResult?> EnterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var lease = await EnterAsync(cancellationToken);
        context.Response.RegisterForDispose(lease);
        if (lease.IsAcquired)
        {
            return null;
        }

        context.Response.Headers.RetryAfter = SecondsToWait;
        return Problems.Of(StatusCodes.Status429TooManyRequests, Refusal, Remedy);
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private sealed class TooLate : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
