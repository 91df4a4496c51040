using ReleaseBot.Answers.Reader;
using ReleaseBot.Embeddings;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Operations;

/// <summary>Loads what the first answer needs while the index is still being opened.</summary>
internal static class Warming
{
    /// <summary>Begins to load the reader and, where dates may come up, what reads them; ends early when cancelled.</summary>
    /// <param name="services">The registered services.</param>
    /// <param name="dates">Whether to wake the reader of dates, which takes some hundred milliseconds and about 40 MB.</param>
    /// <param name="cancellationToken">Leaves out what has not begun.</param>
    public static Task BeginAsync(IServiceProvider services, bool dates, CancellationToken cancellationToken)
    {
        var reader = Task.Run(() => LoadReader(services), cancellationToken);
        return dates ? Task.WhenAll(reader, Task.Run(services.GetRequiredService<DateExpressions>().Warm, cancellationToken)) : reader;
    }

    private static void LoadReader(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<SpanReader>();
        }
        catch (Exception exception) when (exception is ModelException or ObjectDisposedException)
        {
            // The answer that needs it tells what is wrong with the model; a command that has ended needs none.
        }
    }
}
