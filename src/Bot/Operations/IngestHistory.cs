using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using ReleaseBot.Index.Ingestion;

namespace ReleaseBot.Operations;

/// <summary>A past ingest.</summary>
/// <param name="Finished">When it ended.</param>
/// <param name="Source">"command" or "api".</param>
/// <param name="What">The paths, or the release's id.</param>
/// <param name="Summary">Its numbers.</param>
/// <param name="Failures">The first failures, in words.</param>
internal sealed record PastIngest(DateTimeOffset Finished, string Source, string What, IngestSummary Summary, ImmutableArray<string> Failures);

/// <summary>The last ingests, by command and by API. A history that cannot be written never fails an ingest.</summary>
internal sealed class IngestHistory(OperationsFile file, TimeProvider time, ILogger<IngestHistory> logger)
{
    /// <summary>Failures kept of an ingest.</summary>
    public const int MostFailures = 20;

    private const int MostIngests = 1000;

    /// <summary>Adds an ingest that has just ended.</summary>
    public async Task RecordAsync(string source, string what, IngestSummary summary, IEnumerable<string> failures, CancellationToken cancellationToken)
    {
        var row = new Row(
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            source,
            what,
            summary.Read,
            summary.New,
            summary.Changed,
            summary.Unchanged,
            summary.Failed,
            summary.Removed,
            summary.Passages,
            summary.Embedded,
            (long)summary.Elapsed.TotalMilliseconds,
            JsonSerializer.Serialize(failures.Take(MostFailures)));
        try
        {
            await file.UseAsync(
                connection => connection.ExecuteAsync(new CommandDefinition(
                    $"""
                    INSERT INTO ingests (finished, source, what, read, new, changed, unchanged, failed, removed, passages, embedded, milliseconds, failures)
                    VALUES (@Finished, @Source, @What, @Read, @New, @Changed, @Unchanged, @Failed, @Removed, @Passages, @Embedded, @Milliseconds, @Failures);
                    DELETE FROM ingests WHERE id <= (SELECT max(id) FROM ingests) - {MostIngests};
                    """,
                    row,
                    cancellationToken: cancellationToken)),
                cancellationToken);
        }
        catch (OperationsException failure)
        {
            Log.IngestNotRecorded(logger, failure);
        }
    }

    /// <summary>The last ingests, newest first.</summary>
    /// <exception cref="OperationsException">The file cannot be used.</exception>
    public async Task<ImmutableArray<PastIngest>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            return [];
        }

        var rows = await file.UseAsync(
            connection => connection.QueryAsync<Row>(new CommandDefinition(
                """
                SELECT finished, source, what, read, new, changed, unchanged, failed, removed, passages, embedded, milliseconds, failures
                FROM ingests ORDER BY id DESC LIMIT @limit
                """,
                new { limit },
                cancellationToken: cancellationToken)),
            cancellationToken);
        return [.. rows.Select(row => row.ToIngest())];
    }

    private sealed record Row(
        long Finished,
        string Source,
        string What,
        long Read,
        long New,
        long Changed,
        long Unchanged,
        long Failed,
        long Removed,
        long Passages,
        long Embedded,
        long Milliseconds,
        string Failures)
    {
        public PastIngest ToIngest() => new(
            DateTimeOffset.FromUnixTimeMilliseconds(Finished),
            Source,
            What,
            new IngestSummary(
                (int)Read, (int)New, (int)Changed, (int)Unchanged, (int)Failed, (int)Removed, (int)Passages, (int)Embedded, TimeSpan.FromMilliseconds(Milliseconds)),
            [.. JsonSerializer.Deserialize<string[]>(Failures) ?? []]);
    }
}
