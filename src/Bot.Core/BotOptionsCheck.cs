using Microsoft.Extensions.Options;

namespace ReleaseBot;

/// <summary>Checks <see cref="BotOptions"/> at start.</summary>
internal sealed class BotOptionsCheck : IValidateOptions<BotOptions>
{
    public ValidateOptionsResult Validate(string? name, BotOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            failures.Add("Bot:DataDirectory is empty. Name a folder, with --data DIR or the environment variable Bot__DataDirectory.");
        }
        else if (options.DataDirectory.Contains('\0', StringComparison.Ordinal))
        {
            failures.Add("Bot:DataDirectory holds a NUL character. Name a folder, with --data DIR or the environment variable Bot__DataDirectory.");
        }
        else if (File.Exists(options.DataDirectory))
        {
            failures.Add($"Bot:DataDirectory is \"{options.DataDirectory}\", a file. Name a folder, with --data DIR or Bot__DataDirectory.");
        }

        if (options.MaxQuestionLength is < 1 or > 20_000)
        {
            failures.Add($"Bot:MaxQuestionLength is {options.MaxQuestionLength}. Set it between 1 and 20000 (default 2000).");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
