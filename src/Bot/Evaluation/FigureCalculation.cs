using System.Collections.Immutable;

namespace ReleaseBot.Evaluation;

/// <summary>Sums up outcomes.</summary>
public static class FigureCalculation
{
    private static readonly int[] Ranks = [1, 3, 5, 10];

    /// <summary>The figures over <paramref name="outcomes"/>; shares over nothing are 0.</summary>
    public static Figures Of(IReadOnlyCollection<QuestionOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var answerable = outcomes.Where(outcome => outcome.Question.Answerable).ToArray();
        var unanswerable = outcomes.Where(outcome => !outcome.Question.Answerable).ToArray();
        var citations = answerable.SelectMany(outcome => outcome.CitationsRight).ToArray();
        return new Figures
        {
            Answerable = answerable.Length,
            Unanswerable = unanswerable.Length,
            PassageHits = [.. Ranks.Select(rank => Share(answerable, outcome => outcome.PassageRank <= rank))],
            ReleaseHits = [.. Ranks.Select(rank => Share(answerable, outcome => outcome.ReleaseRank <= rank))],
            PassageMrr = Mean(answerable, outcome => outcome.PassageRank is { } rank ? 1.0 / rank : 0),
            ShownRight = Share(answerable, outcome => outcome.ShownRight),
            ForcedRight = Share(answerable, outcome => outcome.ForcedRight),
            ExactMatch = Share(answerable, outcome => outcome.ExactMatch),
            F1 = Mean(answerable, outcome => outcome.F1),
            CitationPrecision = Share(citations, right => right),
            CitationRecall = Mean(answerable, outcome => outcome.CitationRecall),
            UnanswerableRefused = Share(unanswerable, outcome => !outcome.Answer.Answered),
            AnswerableRefused = Share(answerable, outcome => !outcome.Answer.Answered),
            Auroc = Auroc(answerable, unanswerable),
            CoverageAt90 = CoverageAt(outcomes, 0.9),
        };
    }

    /// <summary>Probability that an answerable question is given a higher confidence than an unanswerable one; ties count half.</summary>
    public static double Auroc(IReadOnlyCollection<QuestionOutcome> answerable, IReadOnlyCollection<QuestionOutcome> unanswerable)
    {
        ArgumentNullException.ThrowIfNull(answerable);
        ArgumentNullException.ThrowIfNull(unanswerable);
        if (answerable.Count == 0 || unanswerable.Count == 0)
        {
            return 0;
        }

        var won = answerable.Sum(one => unanswerable.Sum(other =>
            one.Confidence > other.Confidence ? 1.0 : one.Confidence == other.Confidence ? 0.5 : 0));
        return won / answerable.Count / unanswerable.Count;
    }

    /// <summary>Greatest share of questions answered, most confident first, while <paramref name="precision"/> of the answers are right.</summary>
    public static double CoverageAt(IReadOnlyCollection<QuestionOutcome> outcomes, double precision)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var (right, answered, best) = (0, 0, 0);
        foreach (var outcome in outcomes.OrderByDescending(outcome => outcome.Confidence))
        {
            answered++;
            right += outcome.Question.Answerable && outcome.ForcedRight ? 1 : 0;
            best = right >= precision * answered ? answered : best;
        }

        return outcomes.Count == 0 ? 0 : (double)best / outcomes.Count;
    }

    /// <summary>The value below which <paramref name="share"/> of <paramref name="values"/> lie (nearest rank); 0 for none.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var ordered = values.Order().ToImmutableArray();
        return ordered.IsEmpty ? 0 : ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];
    }

    private static double Share<T>(IReadOnlyCollection<T> items, Func<T, bool> counts) => items.Count == 0 ? 0 : (double)items.Count(counts) / items.Count;

    private static double Mean<T>(IReadOnlyCollection<T> items, Func<T, double> value) => items.Count == 0 ? 0 : items.Average(value);
}
