using System.Runtime.ExceptionServices;

namespace ReleaseBot.Index.Ingestion;

/// <summary>Stages that run side by side and stop together.</summary>
internal static class Pipeline
{
    /// <summary>
    /// Runs every stage until all have ended. The first failure stops the others and is rethrown as it was, so that neither a
    /// cancellation of the caller nor a stage's own error is mistaken for the cancellation it caused in its neighbours.
    /// </summary>
    public static async Task RunAsync(IReadOnlyList<Func<CancellationToken, Task>> stages, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? first = null;
        await Task.WhenAll(stages.Select(RunStageAsync)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        first?.Throw();

        async Task RunStageAsync(Func<CancellationToken, Task> stage)
        {
            try
            {
                await Task.Run(() => stage(stop.Token), stop.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Kept and rethrown above, once the neighbours have stopped.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(exception), null);
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
