using System.Collections.Immutable;

namespace ReleaseBot.Evaluation;

/// <summary>A result beside an earlier one.</summary>
/// <param name="Settings">What the earlier one was run with.</param>
/// <param name="Shared">How many questions both asked; the differences are over these.</param>
/// <param name="OnlyOurs">How many only this one asked.</param>
/// <param name="OnlyTheirs">How many only the earlier one asked.</param>
/// <param name="Differences">This run's figures less the earlier one's.</param>
public sealed record BaselineComparison(
    IReadOnlyDictionary<string, string> Settings,
    int Shared,
    int OnlyOurs,
    int OnlyTheirs,
    ImmutableArray<FigureDifference> Differences)
{
    /// <summary>Compares question by question.</summary>
    public static BaselineComparison Of(EvaluationResult ours, EvaluationResult earlier)
    {
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(earlier);
        var shared = ours.Scores.Keys.Count(earlier.Scores.ContainsKey);
        return new BaselineComparison(
            earlier.Settings,
            shared,
            ours.Scores.Count - shared,
            earlier.Scores.Count - shared,
            FigureDifference.Between(ours.Scores, earlier.Scores));
    }
}
