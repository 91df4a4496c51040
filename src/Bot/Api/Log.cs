namespace ReleaseBot.Api;

/// <summary>What the API logs; never questions or answers.</summary>
internal static partial class Log
{
    /// <summary>Category of these messages.</summary>
    public const string Category = "ReleaseBot.Api";

    [LoggerMessage(1, LogLevel.Error, "An answer broke off while it was streamed")]
    public static partial void AnswerBrokeOff(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "{Reason}")]
    public static partial void StoreFailed(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "The tool {Tool} failed")]
    public static partial void ToolFailed(ILogger logger, string tool, Exception exception);
}
