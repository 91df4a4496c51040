namespace ReleaseBot.Answers.Generation;

/// <summary>Who writes the answers.</summary>
public enum LlmProvider
{
    /// <summary>Nobody: answers are quotations.</summary>
    None,

    /// <summary>A server that speaks OpenAI's chat completions; OpenAI itself where no endpoint is set.</summary>
    OpenAICompatible,

    /// <summary>A deployment of Azure OpenAI.</summary>
    AzureOpenAI,

    /// <summary>Ollama, on this machine where no endpoint is set.</summary>
    Ollama,
}

/// <summary>Settings of the language model that writes answers, section "Llm".</summary>
public sealed class LlmOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Llm";

    /// <summary>Who writes the answers; default <see cref="LlmProvider.None"/>: they are quotations.</summary>
    public LlmProvider Provider { get; set; }

    /// <summary>Address of the server, such as https://api.openai.com/v1 or https://NAME.openai.azure.com; Ollama's default is http://localhost:11434.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Name of the model; with Azure OpenAI, of the deployment.</summary>
    public string? Model { get; set; }

    /// <summary>Key of the server. Never logged, stored or shown. Not needed by Ollama and by servers without keys.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Folder of the prompts; default "prompts" beside the executable.</summary>
    public string PromptDirectory { get; set; } = Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <summary>Randomness, 0 to 2; default 0. Empty where the model accepts no such setting.</summary>
    public double? Temperature { get; set; } = 0;

    /// <summary>Time for all the model's work on one answer, 1 second to 5 minutes; default 20 seconds. After it the answer is a quotation.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest silence of the model, from the request to its first word and between words, 1 second to 5 minutes; default 10 seconds.</summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most sentences asked for, 1 to 20; default 6.</summary>
    public int MostSentences { get; set; } = 6;

    /// <summary>Most sources sent along, 1 to 30; default 8.</summary>
    public int MostSources { get; set; } = 8;

    /// <summary>Most tokens of a prompt, 1,000 to 200,000; default 4,000. Sources that do not fit are left out, the least relevant first.</summary>
    public int MaxPromptTokens { get; set; } = 4000;

    /// <summary>Most tokens of an answer, 50 to 20,000; default 700. A longer one is given up and replaced by a quotation.</summary>
    public int MaxAnswerTokens { get; set; } = 700;

    /// <summary>Model calls a minute, 0 for no limit; default 60.</summary>
    public int CallsPerMinute { get; set; } = 60;

    /// <summary>Model calls a day, counted from midnight UTC, 0 for no limit; default 5,000.</summary>
    public int CallsPerDay { get; set; } = 5000;

    /// <summary>Tokens a minute, prompts and answers together, 0 for no limit; default 300,000.</summary>
    public long TokensPerMinute { get; set; } = 300_000;

    /// <summary>Tokens a day, 0 for no limit; default 10,000,000.</summary>
    public long TokensPerDay { get; set; } = 10_000_000;

    /// <summary>Tokens a conversation may use in a day, 0 for no limit; default 200,000.</summary>
    public long TokensPerConversation { get; set; } = 200_000;

    /// <summary>Whether a model is configured.</summary>
    public bool IsOn => Provider != LlmProvider.None;
}
