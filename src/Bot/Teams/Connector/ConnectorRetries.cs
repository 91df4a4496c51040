using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ReleaseBot.Teams.Connector;

/// <summary>What the connector answered.</summary>
internal sealed record ConnectorResponse(int Status, string Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>When a request is tried again, as the platform's documents ask.</summary>
internal static class ConnectorRetries
{
    /// <summary>Longest one request may take.</summary>
    public static TimeSpan RequestTimeout { get; } = TimeSpan.FromSeconds(10);

    private const int MostRetries = 3;
    private static readonly TimeSpan _firstDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _longestRetryAfter = TimeSpan.FromSeconds(60);

    /// <summary>Throttled and passing failures are tried again three times, after Retry-After or with growing pauses.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="again">
    /// Whether a request without an answer is sent again. It may have arrived, so that it is seen twice: better than a lost answer, but
    /// useless for a piece of a stream, which the next one replaces.
    /// </param>
    public static ResiliencePipeline<ConnectorResponse> Create(TimeProvider time, bool again) =>
        new ResiliencePipelineBuilder<ConnectorResponse> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ConnectorResponse>
            {
                MaxRetryAttempts = MostRetries,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
                {
                    { Result: { } response } => IsPassing(response.Status),
                    { Exception: HttpRequestException } => true,
                    { Exception: TimeoutRejectedException } => again,
                    _ => false,
                }),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(args.Outcome.Result?.RetryAfter is { } wait
                    ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, _longestRetryAfter.Ticks))
                    : Backoff(args.AttemptNumber)),
            })
            .AddTimeout(RequestTimeout)
            .Build();

    // 2 to 20 seconds, doubling, and up to half as much again, so that many bots do not come back at once.
    private static TimeSpan Backoff(int attempt)
    {
        var delay = _firstDelay * Math.Pow(2, attempt);
        return (delay < _longestDelay ? delay : _longestDelay) * (1 + (Random.Shared.NextDouble() / 2));
    }

    private static bool IsPassing(int status) => status is 412 or 429 or 502 or 503 or 504;
}
