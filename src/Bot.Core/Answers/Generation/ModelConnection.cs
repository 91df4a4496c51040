using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using OpenAI;

namespace ReleaseBot.Answers.Generation;

/// <summary>Opens the connection to a language model through Semantic Kernel's connectors.</summary>
internal static class ModelConnection
{
    private const string OllamaAddress = "http://localhost:11434";

    // Servers without keys still expect the header.
    private const string NoKey = "none";

    /// <summary>The client for the settings; nothing is sent yet.</summary>
    public static IChatClient Open(LlmOptions options)
    {
        var kernel = Kernel.CreateBuilder();
        var key = new ApiKeyCredential(string.IsNullOrWhiteSpace(options.ApiKey) ? NoKey : options.ApiKey);
        switch (options.Provider)
        {
            case LlmProvider.AzureOpenAI:
                kernel.AddAzureOpenAIChatClient(options.Model!, new AzureOpenAIClient(new Uri(options.Endpoint!), key, Patient(new AzureOpenAIClientOptions())));
                break;
            case LlmProvider.Ollama:
                var address = new Uri((string.IsNullOrEmpty(options.Endpoint) ? OllamaAddress : options.Endpoint).TrimEnd('/'));
                var v1 = address.AbsolutePath.EndsWith("/v1", StringComparison.Ordinal) ? address : new Uri(address + (address.AbsolutePath == "/" ? "v1" : "/v1"));
                kernel.AddOpenAIChatClient(options.Model!, new OpenAIClient(key, Patient(new OpenAIClientOptions { Endpoint = v1 })));
                break;
            default:
                var settings = string.IsNullOrEmpty(options.Endpoint) ? new OpenAIClientOptions() : new OpenAIClientOptions { Endpoint = new Uri(options.Endpoint) };
                kernel.AddOpenAIChatClient(options.Model!, new OpenAIClient(key, Patient(settings)));
                break;
        }

        return kernel.Build().GetRequiredService<IChatClient>();
    }

    // An answer waits for nobody: no second try, and the time is kept by the caller. The body of an error is read for its code, never logged.
    private static T Patient<T>(T options)
        where T : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false };
        return options;
    }
}
