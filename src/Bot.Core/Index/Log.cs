using Microsoft.Extensions.Logging;

namespace ReleaseBot.Index;

/// <summary>What the index logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Index {Path} created for model {ModelId}")]
    public static partial void Created(ILogger logger, string path, string modelId);

    [LoggerMessage(2, LogLevel.Debug, "Index {Path} read up to revision {Revision}: {Releases} releases added, {Removed} removed or replaced, {Passages} passages in {Segments} segments")]
    public static partial void Refreshed(ILogger logger, string path, long revision, int releases, int removed, int passages, int segments);

    [LoggerMessage(3, LogLevel.Trace, "Release {ReleaseId} stored with {Passages} passages")]
    public static partial void Stored(ILogger logger, string releaseId, int passages);

    [LoggerMessage(4, LogLevel.Trace, "Release {ReleaseId} removed")]
    public static partial void Removed(ILogger logger, string releaseId);
}
