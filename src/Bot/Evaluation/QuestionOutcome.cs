using System.Collections.Immutable;
using ReleaseBot.Answers;

namespace ReleaseBot.Evaluation;

/// <summary>What became of one question.</summary>
public sealed record QuestionOutcome
{
    /// <summary>The question.</summary>
    public required EvaluationQuestion Question { get; init; }

    /// <summary>The answer given.</summary>
    public required Answer Answer { get; init; }

    /// <summary>Rank, from 1, of the first passage that holds a gold quote; null when none does.</summary>
    public required int? PassageRank { get; init; }

    /// <summary>Rank, from 1, of the first gold release among the distinct releases; null when there is none.</summary>
    public required int? ReleaseRank { get; init; }

    /// <summary>Whether the shown text holds an accepted answer (for abstractive ones: cites a gold quote).</summary>
    public required bool ShownRight { get; init; }

    /// <summary>The same for what would be shown if the bot never abstained.</summary>
    public required bool ForcedRight { get; init; }

    /// <summary>Whether the first short answer equals an accepted one.</summary>
    public required bool ExactMatch { get; init; }

    /// <summary>F1 of the first short answer against the accepted one it is nearest to.</summary>
    public required double F1 { get; init; }

    /// <summary>For each citation: whether it overlaps a gold quote or holds an accepted answer.</summary>
    public required ImmutableArray<bool> CitationsRight { get; init; }

    /// <summary>Share of the gold quotes that some citation overlaps.</summary>
    public required double CitationRecall { get; init; }

    /// <summary>Top passages, for the report.</summary>
    public required ImmutableArray<RetrievedText> Retrieved { get; init; }

    /// <summary>What would have been shown if the bot never abstained; empty when nothing was found.</summary>
    public string ForcedText { get; init; } = "";

    /// <summary>Whether the bot asked what the question refers to.</summary>
    public bool AskedBack { get; init; }

    /// <summary>Today as the question meant it; null for the day of the run.</summary>
    public DateOnly? Clock { get; init; }

    /// <summary>Probability, 0 to 1, that the answer is right, also where it was withheld.</summary>
    public double Confidence => Answer.Confidence;
}

/// <summary>A passage as the report shows it.</summary>
/// <param name="ReleaseId">Its release.</param>
/// <param name="Title">The release's headline.</param>
/// <param name="Date">The release's day; null where it has none.</param>
/// <param name="Text">The passage's words.</param>
/// <param name="IsGold">Whether it holds a gold quote.</param>
public sealed record RetrievedText(string ReleaseId, string Title, DateOnly? Date, string Text, bool IsGold);
