using Microsoft.Extensions.Options;

namespace ReleaseBot.Answers.Generation;

/// <summary>Checks the settings at start; a message never holds the key.</summary>
internal sealed class LlmOptionsCheck : IValidateOptions<LlmOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, LlmOptions options)
    {
        if (!Enum.IsDefined(options.Provider))
        {
            return ValidateOptionsResult.Fail($"Llm:Provider is {options.Provider}; it must be None, OpenAICompatible, AzureOpenAI or Ollama.");
        }

        if (!options.IsOn)
        {
            return ValidateOptionsResult.Success;
        }

        var failures = Connection(options).Concat(Ranges(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Connection(LlmOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            yield return $"Llm:Model is missing; with Llm:Provider={options.Provider} it must name the {(options.Provider == LlmProvider.AzureOpenAI ? "deployment" : "model")}, such as {Example(options.Provider)}.";
        }

        if (options.Endpoint is { Length: > 0 } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0))
        {
            yield return "Llm:Endpoint is no http or https address; set it to one such as https://api.openai.com/v1, without a user name or key in it.";
        }
        else if (options.Provider == LlmProvider.AzureOpenAI && string.IsNullOrEmpty(options.Endpoint))
        {
            yield return "Llm:Endpoint is missing; with Llm:Provider=AzureOpenAI it must be the resource's address, such as https://NAME.openai.azure.com.";
        }

        var needsKey = options.Provider == LlmProvider.AzureOpenAI || (options.Provider == LlmProvider.OpenAICompatible && string.IsNullOrEmpty(options.Endpoint));
        if (needsKey && string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return $"Llm:ApiKey is missing; Llm:Provider={options.Provider} needs one. Set it in the environment (Llm__ApiKey), not in a file that others read.";
        }
        else if (options.ApiKey is { } key && key.Any(letter => char.IsControl(letter) || letter > '~'))
        {
            yield return "Llm:ApiKey holds a line break or a letter that no key has; copy it again.";
        }
    }

    private static IEnumerable<string> Ranges(LlmOptions options)
    {
        var checks = new (bool Holds, string Message)[]
        {
            (options.Temperature is null or (>= 0 and <= 2), $"Llm:Temperature is {options.Temperature}; it must be 0 to 2, or empty."),
            (options.Timeout >= _shortest && options.Timeout <= _longest, $"Llm:Timeout is {options.Timeout}; it must be 00:00:01 to 00:05:00, 00:00:20 by default."),
            (options.StallTimeout >= _shortest && options.StallTimeout <= _longest, $"Llm:StallTimeout is {options.StallTimeout}; it must be 00:00:01 to 00:05:00, 00:00:10 by default."),
            (options.MostSentences is >= 1 and <= 20, $"Llm:MostSentences is {options.MostSentences}; it must be 1 to 20, 6 by default."),
            (options.MostSources is >= 1 and <= 30, $"Llm:MostSources is {options.MostSources}; it must be 1 to 30, 8 by default."),
            (options.MaxPromptTokens is >= 1000 and <= 200_000, $"Llm:MaxPromptTokens is {options.MaxPromptTokens}; it must be 1000 to 200000 tokens, 4000 by default."),
            (options.MaxAnswerTokens is >= 50 and <= 20_000, $"Llm:MaxAnswerTokens is {options.MaxAnswerTokens}; it must be 50 to 20000 tokens, 700 by default."),
            (options.CallsPerMinute >= 0, $"Llm:CallsPerMinute is {options.CallsPerMinute}; it must be 0 (no limit) or more."),
            (options.CallsPerDay >= 0, $"Llm:CallsPerDay is {options.CallsPerDay}; it must be 0 (no limit) or more."),
            (options.TokensPerMinute >= 0, $"Llm:TokensPerMinute is {options.TokensPerMinute}; it must be 0 (no limit) or more."),
            (options.TokensPerDay >= 0, $"Llm:TokensPerDay is {options.TokensPerDay}; it must be 0 (no limit) or more."),
            (options.TokensPerConversation >= 0, $"Llm:TokensPerConversation is {options.TokensPerConversation}; it must be 0 (no limit) or more."),
            (FitsOneCall(options.TokensPerMinute, options), $"Llm:TokensPerMinute is {options.TokensPerMinute}, too few for one call; set it to at least Llm:MaxPromptTokens + Llm:MaxAnswerTokens ({options.MaxPromptTokens + options.MaxAnswerTokens}), or to 0."),
            (FitsOneCall(options.TokensPerDay, options), $"Llm:TokensPerDay is {options.TokensPerDay}, too few for one call; set it to at least Llm:MaxPromptTokens + Llm:MaxAnswerTokens ({options.MaxPromptTokens + options.MaxAnswerTokens}), or to 0."),
        };
        return checks.Where(check => !check.Holds).Select(check => check.Message);
    }

    private static bool FitsOneCall(long limit, LlmOptions options) => limit <= 0 || limit >= options.MaxPromptTokens + options.MaxAnswerTokens;

    private static string Example(LlmProvider provider) => provider == LlmProvider.Ollama ? "llama3.1" : "gpt-4.1-mini";
}
