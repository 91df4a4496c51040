using Microsoft.Extensions.Logging;

namespace ReleaseBot.Conversations;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The conversation cache failed; answering without the conversation. Check its connection.")]
    public static partial void CacheFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stored conversation cannot be read, most likely written by another version; it begins anew.")]
    public static partial void Unreadable(ILogger logger, Exception exception);
}
