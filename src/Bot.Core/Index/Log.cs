using Microsoft.Extensions.Logging;

namespace ReleaseBot.Index;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Opened {File}: {Releases} releases, {Passages} passages, in {Milliseconds:F0} ms")]
    public static partial void Opened(ILogger logger, string file, int releases, int passages, double milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Read revision {Revision}: {Releases} releases, {Passages} passages in {Segments} segments")]
    public static partial void Refreshed(ILogger logger, long revision, int releases, int passages, int segments);

    [LoggerMessage(Level = LogLevel.Information, Message = "Opened {Collection} at {Server} in {Milliseconds:F0} ms")]
    public static partial void OpenedServer(ILogger logger, string collection, Uri server, double milliseconds);
}
