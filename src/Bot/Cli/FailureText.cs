using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Cli;

/// <summary>Expected failures, told in words and an exit code; bugs keep their stack trace.</summary>
internal static class FailureText
{
    /// <summary>Runs a command and tells what stopped it.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command, Terminal terminal)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("Stopped. What was finished is kept; run the command again to complete the rest.");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (Explain(exception) is { } message)
        {
            await terminal.Error.WriteLineAsync(TerminalText.Clean(message));
            return exception is IndexException or IOException ? ExitCodes.Failed : ExitCodes.Usage;
        }
    }

    /// <summary>The words for an expected failure, remedy included; null for a bug.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        UsageException or IndexException or ModelException or TuningException or DirectoryNotFoundException => exception.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AggregateException { InnerExceptions: var all } when all.All(inner => inner is OptionsValidationException) =>
            string.Join(Environment.NewLine, all.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)),
        FileNotFoundException { FileName: { } file } => $"\"{file}\" is missing: {exception.Message}",
        InvalidDataException or UnauthorizedAccessException or IOException => exception.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } =>
            $"A setting has a value of the wrong kind. {exception.Message} Correct it in appsettings.json, the environment or the command line.",
        _ => null,
    };
}

/// <summary>The command was given something it cannot work with; the message names the remedy.</summary>
internal sealed class UsageException(string message) : Exception(message);
