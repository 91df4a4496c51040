using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleaseBot.Index;

namespace ReleaseBot.Answers.Generation;

/// <summary>Registration of what writes answers with a language model; nothing of it is there where none is configured.</summary>
internal static class GenerationServices
{
    /// <summary>Registers <see cref="Generator"/> if Llm:Provider names somebody, and checks the settings at start.</summary>
    public static IServiceCollection AddGeneration(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(LlmOptions.Section);
        services.AddOptionsWithValidateOnStart<LlmOptions>().Bind(section);
        services.AddSingleton<IValidateOptions<LlmOptions>, LlmOptionsCheck>();
        if (string.IsNullOrWhiteSpace(section[nameof(LlmOptions.Provider)]) || string.Equals(section[nameof(LlmOptions.Provider)], nameof(LlmProvider.None), StringComparison.OrdinalIgnoreCase))
        {
            return services;
        }

        services.AddSingleton<IValidateOptions<LlmOptions>, PromptCheck>();
        return services
            .AddSingleton(provider => new Prompts(Options(provider)))
            .AddSingleton(_ => new TokenCounter())
            .AddSingleton(provider => new TokenBudget(Options(provider), provider.GetRequiredService<TimeProvider>()))
            .AddKeyedSingleton<IChatClient>(LlmOptions.Section, (provider, _) => ModelConnection.Open(Options(provider)))
            .AddSingleton(Create);
    }

    private static Generator Create(IServiceProvider provider)
    {
        var options = Options(provider);
        var prompts = provider.GetRequiredService<Prompts>();
        var tokens = provider.GetRequiredService<TokenCounter>();
        var time = provider.GetRequiredService<TimeProvider>();
        var logger = provider.GetRequiredService<ILogger<LanguageModel>>();
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.Ready(logger, options.Model, options.Provider, prompts.Hash);
        }

        var client = provider.GetRequiredKeyedService<IChatClient>(LlmOptions.Section);
        var model = new LanguageModel(client, tokens, provider.GetRequiredService<TokenBudget>(), options, time, logger);
        return new Generator(model, prompts, new SourceSelection(provider.GetRequiredService<IPassageIndex>(), tokens, options), options, time);
    }

    private static LlmOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<LlmOptions>>().Value;
}

/// <summary>Reads the prompts at start, so that a wrong one stops it.</summary>
internal sealed class PromptCheck : IValidateOptions<LlmOptions>
{
    public ValidateOptionsResult Validate(string? name, LlmOptions options)
    {
        try
        {
            _ = new Prompts(options);
            return ValidateOptionsResult.Success;
        }
        catch (PromptException failure)
        {
            return ValidateOptionsResult.Fail(failure.Message);
        }
    }
}
