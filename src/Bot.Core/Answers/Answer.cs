using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ReleaseBot.Conversations;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers;

/// <summary>A question as a channel hands it in.</summary>
/// <param name="Text">The user's words.</param>
/// <param name="ConversationId">The conversation it belongs to; null starts one.</param>
/// <param name="Filter">Limits the user set; they win over dates read from the question.</param>
/// <param name="Clock">"Today" for this question, only where evaluation is enabled; null for now.</param>
public sealed record Question(string Text, string? ConversationId, SearchFilter Filter, DateOnly? Clock = null)
{
    /// <summary>Whether releases of all dates count alike, whatever dates the question names; default false.</summary>
    public bool AnyDate { get; init; }

    /// <summary>The turns before it, oldest first, from a client that keeps them itself; they stand in for the conversation. Default: none given.</summary>
    public ImmutableArray<Turn> History { get; init; }
}

/// <summary>How the text came about.</summary>
public enum AnswerMode
{
    /// <summary>Every word is quoted from a release.</summary>
    Extractive,

    /// <summary>Written by a language model, each sentence checked.</summary>
    Generative,
}

/// <summary>A quotation that proves a sentence. <c>canonicalText.Substring(Start, End - Start) == Quote</c>, always.</summary>
public sealed record Citation(
    int Number,
    string ReleaseId,
    string Title,
    DateOnly? Date,
    string? Url,
    string Quote,
    int Start,
    int End,
    string? Link);

/// <summary>The answer to a question; the API's JSON is this record in camel case.</summary>
public sealed record Answer
{
    /// <summary>Identity of this answer (UUIDv7).</summary>
    public required string Id { get; init; }

    /// <summary>The conversation to name in a follow-up.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The question as asked.</summary>
    public required string Question { get; init; }

    /// <summary>The question as searched for: a follow-up with its references filled in.</summary>
    public required string StandaloneQuestion { get; init; }

    /// <summary>Whether the releases say.</summary>
    public required bool Answered { get; init; }

    /// <summary>How the text came about.</summary>
    public required AnswerMode Mode { get; init; }

    /// <summary>What is shown, with markers such as [1] that name citations.</summary>
    public required string Text { get; init; }

    /// <summary>Short answers, verbatim from the cited quotes, best first.</summary>
    public required ImmutableArray<string> Spans { get; init; }

    /// <summary>Calibrated probability that the answer is right, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The limits as applied.</summary>
    public required AppliedFilters Filters { get; init; }

    /// <summary>The quotations behind the text, numbered from 1 without gaps.</summary>
    public required ImmutableArray<Citation> Citations { get; init; }

    /// <summary>When not answered: the releases nearest to the question, not cited.</summary>
    public required ImmutableArray<ReleaseSummary> Nearest { get; init; }

    /// <summary>Milliseconds by stage ("embed", "search", "read", "total", …).</summary>
    public required IReadOnlyDictionary<string, double> ElapsedMs { get; init; }

    /// <summary>Why the answer is quoted although a language model is configured: "timeout", "rate-limit", …; null when the model wrote it or none is configured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The same in a sentence for people.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>What the check of the language model's sentences found; null when it wrote none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VerificationReport? Verification { get; init; }

    /// <summary>Hash of the prompts in use; null without a language model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PromptHash { get; init; }

    /// <summary>What a follow-up may refer to.</summary>
    public Turn ToTurn()
    {
        var cited = Citations.DistinctBy(citation => citation.ReleaseId).ToArray();
        return new Turn(
            Question,
            StandaloneQuestion,
            Answered,
            string.Join("\n\n", Citations.Select(citation => citation.Quote)),
            Spans,
            [.. cited.Select(citation => citation.ReleaseId)],
            [.. cited.Select(citation => citation.Title)]);
    }
}
