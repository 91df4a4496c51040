using Microsoft.Extensions.Logging;

namespace ReleaseBot.Answers.Records;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "How an answer came about could not be kept in {Folder}. Make room or check its permissions, or set Answers:KeepRecords to false.")]
    public static partial void NotKept(ILogger logger, Exception exception, string folder);
}
