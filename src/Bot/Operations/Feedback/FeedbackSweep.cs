namespace ReleaseBot.Operations;

/// <summary>Deletes remembered questions when their time is over, at start and every hour.</summary>
internal sealed class FeedbackSweep(FeedbackStore store, TimeProvider time, ILogger<FeedbackSweep> logger) : BackgroundService
{
    private static readonly TimeSpan _period = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, time);
        do
        {
            try
            {
                await store.SweepAsync(stoppingToken);
            }
            catch (OperationsException failure)
            {
                Log.SweepFailed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
