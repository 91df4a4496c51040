using Microsoft.Extensions.Logging;

namespace ReleaseBot.Releases;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Skipped {Count} files of other types below {Folder}")]
    public static partial void SkippedFiles(ILogger logger, int count, string folder);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Read {Source}: {Characters} characters, language {Language}")]
    public static partial void ReadRelease(ILogger logger, string source, int characters, string? language);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read {Source}: {Error}")]
    public static partial void Unreadable(ILogger logger, string source, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected failure while reading {Source}")]
    public static partial void Unexpected(ILogger logger, Exception exception, string source);
}
