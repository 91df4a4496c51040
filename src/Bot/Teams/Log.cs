namespace ReleaseBot.Teams;

/// <summary>What the Teams channel logs; never questions, answers, tokens, or whose they are.</summary>
internal static partial class Log
{
    /// <summary>Category of these messages.</summary>
    public const string Category = "ReleaseBot.Teams";

    [LoggerMessage(1, LogLevel.Information, "Microsoft Teams: /api/messages takes activities of the channel service for the app {ClientId}")]
    public static partial void Authenticated(ILogger logger, string? clientId);

    [LoggerMessage(2, LogLevel.Information, "Microsoft Teams: /api/messages takes activities of emulators on this machine")]
    public static partial void Emulator(ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "The token issuer's keys cannot be read from {Address}")]
    public static partial void KeysUnavailable(ILogger logger, string address, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "An activity of the channel {Channel} was refused: {Reason}")]
    public static partial void Refused(ILogger logger, string? channel, string reason);

    [LoggerMessage(5, LogLevel.Error, "An activity of type {Type} could not be dealt with")]
    public static partial void TurnFailed(ILogger logger, string? type, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "{Count} activities were not finished within {Limit} and are given up")]
    public static partial void DrainedTooSlowly(ILogger logger, int count, TimeSpan limit);

    [LoggerMessage(7, LogLevel.Error, "A message could not be delivered: {Status} {Code}")]
    public static partial void NotDelivered(ILogger logger, int status, string code, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "The answer goes as one message instead of a stream: {Status} {Code}")]
    public static partial void StreamGivenUp(ILogger logger, int status, string code);

    [LoggerMessage(9, LogLevel.Warning, "A question could not be answered: {Reason}")]
    public static partial void NotAnswered(ILogger logger, string reason);

    [LoggerMessage(10, LogLevel.Error, "An answer broke off")]
    public static partial void AnswerBrokeOff(ILogger logger, Exception exception);

    [LoggerMessage(11, LogLevel.Warning, "The cache failed; the conversation goes on without its memory. Check its connection.")]
    public static partial void CacheFailed(ILogger logger, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "An answer took longer than {Limit} and was given up")]
    public static partial void AnswerTimedOut(ILogger logger, TimeSpan limit);

    [LoggerMessage(13, LogLevel.Warning, "Feedback could not be stored")]
    public static partial void FeedbackFailed(ILogger logger, Exception exception);
}
