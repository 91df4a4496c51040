namespace ReleaseBot.Evaluation;

/// <summary>How far a difference between two runs over the same questions could be chance.</summary>
public static class PairedBootstrap
{
    /// <summary>How often the questions are drawn anew.</summary>
    public const int Resamples = 10_000;

    // Any fixed number: the same two results give the same interval.
    private const int Seed = 20_240_229;

    private const double Tail = 0.025;

    /// <summary>
    /// 95% interval of the mean of <paramref name="differences"/>: percentiles of the means of samples of the same size drawn with
    /// replacement (Efron and Tibshirani 1993, chapter 13; paired by question as in Koehn 2004). (0, 0) for none.
    /// </summary>
    /// <param name="differences">A question's value in one run less its value in the other, −1 to 1.</param>
    public static (double Low, double High) Interval(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0)
        {
            return (0, 0);
        }

        // A bootstrap needs to be repeatable, not unpredictable.
#pragma warning disable CA5394
        var random = new Random(Seed);
        var means = new double[Resamples];
        for (var sample = 0; sample < Resamples; sample++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Count; i++)
            {
                sum += differences[random.Next(differences.Count)];
            }

            means[sample] = sum / differences.Count;
        }
#pragma warning restore CA5394

        return (FigureCalculation.Percentile(means, Tail), FigureCalculation.Percentile(means, 1 - Tail));
    }
}
