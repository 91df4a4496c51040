using System.Collections.Immutable;

namespace ReleaseBot.Evaluation;

/// <summary>A figure in two runs over the same questions.</summary>
/// <param name="Figure">Its name.</param>
/// <param name="Questions">How many questions it is a share of.</param>
/// <param name="Ours">Share in this run, 0 to 1.</param>
/// <param name="Theirs">Share in the other run.</param>
/// <param name="Low">Lower end of the 95% interval of <see cref="Difference"/>.</param>
/// <param name="High">Upper end.</param>
/// <param name="MoreIsBetter">False where a greater share is worse.</param>
public sealed record FigureDifference(string Figure, int Questions, double Ours, double Theirs, double Low, double High, bool MoreIsBetter)
{
    private static readonly ImmutableArray<Compared> _retrieval =
    [
        new("passage hit@5", score => score.Answerable, score => score.PassageHit5, true),
        new("release hit@5", score => score.Answerable, score => score.ReleaseHit5, true),
    ];

    private static readonly ImmutableArray<Compared> _answers =
    [
        new("shown right", score => score.Answerable, score => score.ShownRight, true),
        new("right, never abstaining", score => score.Answerable, score => score.ForcedRight, true),
        new("unanswerable refused", score => !score.Answerable, score => score.Refused, true),
        new("answerable refused", score => score.Answerable, score => score.Refused, false),
    ];

    /// <summary>This run's share less the other's.</summary>
    public double Difference => Ours - Theirs;

    /// <summary>1 where this run is better beyond chance, −1 where it is worse, 0 where the interval holds 0.</summary>
    public int Verdict => (Low > 0 ? 1 : High < 0 ? -1 : 0) * (MoreIsBetter ? 1 : -1);

    /// <summary>The main figures of two runs, over the questions that both asked; a figure over no question is left out.</summary>
    /// <param name="ours">By question id.</param>
    /// <param name="theirs">By question id.</param>
    /// <param name="retrievalOnly">Whether the other run only searched.</param>
    public static ImmutableArray<FigureDifference> Between(
        IReadOnlyDictionary<string, QuestionScore> ours,
        IReadOnlyDictionary<string, QuestionScore> theirs,
        bool retrievalOnly = false)
    {
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(theirs);
        var pairs = ours
            .Where(score => theirs.ContainsKey(score.Key))
            .OrderBy(score => score.Key, StringComparer.Ordinal)
            .Select(score => (Ours: score.Value, Theirs: theirs[score.Key]))
            .ToArray();
        return
        [
            .. (retrievalOnly ? _retrieval : [.. _retrieval, .. _answers])
                .Select(figure => (figure, pairs: pairs.Where(pair => figure.Over(pair.Ours)).ToArray()))
                .Where(item => item.pairs.Length > 0)
                .Select(item => Of(item.figure, item.pairs)),
        ];
    }

    private static FigureDifference Of(Compared figure, (QuestionScore Ours, QuestionScore Theirs)[] pairs)
    {
        double Value(QuestionScore score) => figure.Counts(score) ? 1 : 0;
        var (low, high) = PairedBootstrap.Interval([.. pairs.Select(pair => Value(pair.Ours) - Value(pair.Theirs))]);
        return new FigureDifference(
            figure.Name, pairs.Length, pairs.Average(pair => Value(pair.Ours)), pairs.Average(pair => Value(pair.Theirs)), low, high, figure.MoreIsBetter);
    }

    private sealed record Compared(string Name, Func<QuestionScore, bool> Over, Func<QuestionScore, bool> Counts, bool MoreIsBetter);
}
