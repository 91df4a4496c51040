namespace ReleaseBot.Evaluation.Tuning;

/// <summary>Scores a fit on questions it has not seen.</summary>
public static class CrossValidation
{
    private const int Folds = 5;

    /// <summary>For each item, the value <paramref name="judge"/> gives it with the weights fitted on the other four fifths.</summary>
    /// <param name="items">In a fixed order; item i belongs to fold i mod 5.</param>
    /// <param name="fit">Weights from items.</param>
    /// <param name="judge">Value of an item under weights.</param>
    public static double[] Judge<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double[]> fit, Func<double[], T, double> judge)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(judge);
        var values = new double[items.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            var weights = fit([.. items.Where((_, i) => i % Folds != fold)]);
            for (var i = fold; i < items.Count; i += Folds)
            {
                values[i] = judge(weights, items[i]);
            }
        }

        return values;
    }
}
