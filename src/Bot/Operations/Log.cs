namespace ReleaseBot.Operations;

/// <summary>What this room logs; never questions, answers or keys.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "An answer could not be remembered, so it cannot be rated")]
    public static partial void NotRemembered(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Old questions could not be deleted; it is tried again in an hour")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "An ingest is not in the history")]
    public static partial void IngestNotRecorded(ILogger logger, Exception exception);
}
