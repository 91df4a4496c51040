using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation;

/// <summary>Outcomes made by hand.</summary>
internal static class ReportOutcomes
{
    public static QuestionOutcome Of(
        string id,
        bool answerable = true,
        bool right = true,
        bool answered = true,
        bool forcedRight = true,
        double confidence = 0.5,
        int? passageRank = 1,
        int? releaseRank = 1,
        double milliseconds = 40) => new()
        {
            Question = new EvaluationQuestion(id, $"Who is {id}?", answerable ? ["Ada"] : [], answerable ? [new GoldQuote("r1", "Ada is it.")] : [], "who", answerable),
            Answer = Answer(id, answered, confidence, milliseconds),
            PassageRank = passageRank,
            ReleaseRank = releaseRank,
            ShownRight = right,
            ForcedRight = forcedRight,
            ExactMatch = right,
            F1 = right ? 1 : 0,
            CitationsRight = answered ? [right] : [],
            CitationRecall = right ? 1 : 0,
            Retrieved = [new RetrievedText("r1", "Headline", new DateOnly(2024, 5, 6), "Ada is it. So it was said.", IsGold: true)],
            ForcedText = "Ada is it. [1]",
        };

    public static QuestionOutcome Wrong(string id) => Of(id, right: false, forcedRight: false);

    public static EvaluationResult Result(params QuestionOutcome[] outcomes) => new(
        new Dictionary<string, string> { ["code"] = "1.2.3+abc" },
        outcomes.Length,
        FigureCalculation.Of(outcomes),
        new Dictionary<string, Figures> { ["who"] = FigureCalculation.Of(outcomes) },
        new Dictionary<string, ImmutableArray<double>> { ["read"] = [30, 60], ["total"] = [40, 90] },
        outcomes.ToDictionary(outcome => outcome.Question.Id, QuestionScore.Of));

    private static Answer Answer(string id, bool answered, double confidence, double milliseconds) => new()
    {
        Id = id,
        ConversationId = id,
        Question = $"Who is {id}?",
        StandaloneQuestion = $"Who is {id}?",
        Answered = answered,
        Mode = AnswerMode.Extractive,
        Text = answered ? "Ada is it. [1]" : "The releases do not say.",
        Spans = answered ? ["Ada"] : [],
        Confidence = confidence,
        Filters = AppliedFilters.None,
        Citations = answered ? [new Citation(1, "r1", "Headline", null, null, "Ada is it.", 0, 10, null)] : [],
        Nearest = [],
        ElapsedMs = new Dictionary<string, double> { ["total"] = milliseconds },
    };
}
