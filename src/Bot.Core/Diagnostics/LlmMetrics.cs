using System.Diagnostics.Metrics;

namespace ReleaseBot.Diagnostics;

/// <summary>What the language model does and costs.</summary>
public static class LlmMetrics
{
    /// <summary>Calls, by "prompt" and "outcome" ("ok" or the reason of the failure).</summary>
    public static Counter<long> Calls { get; } = Telemetry.Meter.CreateCounter<long>("bot.llm.calls", "{call}", "Calls of the language model");

    /// <summary>Tokens, by "kind": "prompt" or "answer".</summary>
    public static Counter<long> Tokens { get; } = Telemetry.Meter.CreateCounter<long>("bot.llm.tokens", "{token}", "Tokens sent to and received from the language model");

    /// <summary>Calls that a budget forbade, by "limit": the setting's name.</summary>
    public static Counter<long> Refused { get; } = Telemetry.Meter.CreateCounter<long>("bot.llm.refused", "{call}", "Calls that a budget forbade");

    /// <summary>Answers to questions that the model was meant for, by "mode" and "reason".</summary>
    public static Counter<long> Answers { get; } = Telemetry.Meter.CreateCounter<long>("bot.llm.answers", "{answer}", "Answers while a language model is configured");

    /// <summary>Sentences, by "outcome": "kept", "repaired" or "dropped".</summary>
    public static Counter<long> Sentences { get; } = Telemetry.Meter.CreateCounter<long>("bot.llm.sentences", "{sentence}", "Sentences of the language model after their check");

    /// <summary>Time from the question to the first sentence that passed.</summary>
    public static Histogram<double> FirstSentence { get; } = Telemetry.Meter.CreateHistogram<double>("bot.llm.first_sentence", "ms", "Time to the first sentence that passed its check");
}
