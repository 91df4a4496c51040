using Microsoft.Extensions.Logging;

namespace ReleaseBot.Answers.Generation;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The language model failed at {Prompt} ({Reason}): {Failure} The answer is quoted from the releases instead.")]
    public static partial void CallFailed(ILogger logger, string prompt, string reason, string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Answers are written by {Model} ({Provider}); prompts {Hash}.")]
    public static partial void Ready(ILogger logger, string? model, LlmProvider provider, string hash);
}
