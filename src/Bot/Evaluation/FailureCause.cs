using System.Collections.Immutable;

namespace ReleaseBot.Evaluation;

/// <summary>Where on the way from question to answer a failure arose; told by machine, so it says where to look, not why.</summary>
public static class FailureCause
{
    private const int LookedAt = 5;

    /// <summary>Whether the outcome is a failure: an answerable question without a right answer shown, or an unanswerable one answered.</summary>
    public static bool IsFailure(QuestionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Question.Answerable ? !outcome.ShownRight : outcome.Answer.Answered;
    }

    /// <summary>The first step that went wrong; only for failures.</summary>
    public static string Of(QuestionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome switch
        {
            { Question.Answerable: false } => "answered, though the releases do not say",
            { AskedBack: true } => "asked back instead of answering",
            { Answer.Answered: false, ForcedRight: true } => "right answer withheld",
            { CitationRecall: > 0 } => "gold sentence shown, accepted words not in it",
            { ReleaseRank: null or > LookedAt } => "release not among the first five",
            { PassageRank: null or > LookedAt } => "release found, its passage not among the first five",
            _ => "passage found, another sentence preferred",
        };
    }

    /// <summary>The causes with how many failures each has, commonest first.</summary>
    public static ImmutableArray<(string Cause, int Count)> Count(IEnumerable<QuestionOutcome> outcomes) =>
    [
        .. outcomes
            .Where(IsFailure)
            .GroupBy(Of)
            .Select(group => (group.Key, group.Count()))
            .OrderByDescending(cause => cause.Item2)
            .ThenBy(cause => cause.Key, StringComparer.Ordinal),
    ];
}
