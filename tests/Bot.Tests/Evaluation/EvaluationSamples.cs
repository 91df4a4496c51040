using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation;

/// <summary>Questions and outcomes with only what a test looks at.</summary>
internal static class EvaluationSamples
{
    public static EvaluationQuestion Question(string id, bool answerable = true, string type = "who", string? after = null, string? notes = null) =>
        new(id, $"Question {id}?", ["Ada Berg"], [], type, answerable, after, null, notes);

    public static QuestionOutcome Outcome(
        bool answerable,
        double confidence,
        bool answered = true,
        bool shown = false,
        bool forced = false,
        int? passage = null,
        int? release = null,
        params bool[] citations) => new()
        {
            Question = Question("q", answerable),
            Answer = Answer(answered, confidence),
            PassageRank = passage,
            ReleaseRank = release,
            ShownRight = shown,
            ForcedRight = forced,
            ExactMatch = false,
            F1 = shown ? 0.5 : 0,
            CitationsRight = [.. citations],
            CitationRecall = shown ? 1 : 0,
            Retrieved = [],
        };

    public static Answer Answer(bool answered, double confidence, ImmutableArray<Citation> citations = default) => new()
    {
        Id = "a",
        ConversationId = "c",
        Question = "q",
        StandaloneQuestion = "q",
        Answered = answered,
        Mode = AnswerMode.Extractive,
        Text = "",
        Spans = [],
        Confidence = confidence,
        Filters = AppliedFilters.None,
        Citations = citations.IsDefault ? [] : citations,
        Nearest = [],
        ElapsedMs = new Dictionary<string, double>(),
    };
}
