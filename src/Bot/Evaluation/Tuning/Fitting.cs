namespace ReleaseBot.Evaluation.Tuning;

/// <summary>One question's candidates: their features, and which of them are right.</summary>
public sealed record Choice(double[][] Features, bool[] Right);

/// <summary>One judged case of a logistic regression.</summary>
public sealed record Judgement(double[] Features, bool Right);

/// <summary>Fits linear models; the same input gives the same weights.</summary>
public static class Fitting
{
    // Adam (Kingma and Ba 2015) with its usual constants; the losses are smooth and small, so a fixed number of steps is enough.
    private const int Steps = 3000;
    private const double Rate = 0.03;
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    /// <summary>
    /// Weights that make the right candidates probable among all of a question's: softmax over candidates, loss −ln of the right ones' sum
    /// (ListNet's top-one probability, Cao et al. 2007), plus <paramref name="l2"/> times the squared weights, each
    /// times its feature's variance, as if the features had been standardised.
    /// </summary>
    /// <param name="choices">The questions' candidates.</param>
    /// <param name="dimensions">Number of features.</param>
    /// <param name="l2">Strength of the penalty.</param>
    /// <param name="neverPositive">Features that can only speak against a candidate: their weights stay at or below 0.</param>
    public static double[] Listwise(IReadOnlyCollection<Choice> choices, int dimensions, double l2, params int[] neverPositive)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return Minimize(dimensions, (weights, gradient) =>
        {
            foreach (var choice in choices)
            {
                AddListwise(choice, weights, gradient, 1.0 / choices.Count);
            }
        }, Penalties([.. choices.SelectMany(choice => choice.Features)], dimensions, l2), neverPositive);
    }

    /// <summary>Logistic regression, penalised like <see cref="Listwise"/>; the last weight is the bias and is not penalised.</summary>
    /// <param name="judgements">The cases.</param>
    /// <param name="dimensions">Number of features.</param>
    /// <param name="l2">Strength of the penalty.</param>
    /// <param name="neverPositive">Features that can only speak against: their weights stay at or below 0.</param>
    public static double[] Logistic(IReadOnlyCollection<Judgement> judgements, int dimensions, double l2, params int[] neverPositive)
    {
        ArgumentNullException.ThrowIfNull(judgements);
        return Minimize(dimensions + 1, (weights, gradient) =>
        {
            foreach (var judgement in judgements)
            {
                var error = (Probability(weights, judgement.Features) - (judgement.Right ? 1 : 0)) / judgements.Count;
                for (var i = 0; i < dimensions; i++)
                {
                    gradient[i] += error * judgement.Features[i];
                }

                gradient[dimensions] += error;
            }
        }, [.. Penalties([.. judgements.Select(judgement => judgement.Features)], dimensions, l2), 0], neverPositive);
    }

    /// <summary>Probability that a case is right, by weights of <see cref="Logistic"/>.</summary>
    public static double Probability(double[] weights, double[] features)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return 1 / (1 + Math.Exp(-(Dot(weights, features) + weights[^1])));
    }

    /// <summary>Sum of products over the shorter of the two.</summary>
    public static double Dot(double[] weights, double[] features)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(features);
        var sum = 0.0;
        for (var i = 0; i < Math.Min(weights.Length, features.Length); i++)
        {
            sum += weights[i] * features[i];
        }

        return sum;
    }

    private static void AddListwise(Choice choice, double[] weights, double[] gradient, double scale)
    {
        var scores = Array.ConvertAll(choice.Features, features => Dot(weights, features));
        var most = scores.Max();
        var powers = Array.ConvertAll(scores, score => Math.Exp(score - most));
        var all = powers.Sum();
        var right = powers.Where((_, i) => choice.Right[i]).Sum();
        if (right <= 0)
        {
            return;
        }

        for (var i = 0; i < powers.Length; i++)
        {
            var pull = (powers[i] / all) - (choice.Right[i] ? powers[i] / right : 0);
            for (var d = 0; d < gradient.Length; d++)
            {
                gradient[d] += scale * pull * choice.Features[i][d];
            }
        }
    }

    private static double[] Penalties(double[][] features, int dimensions, double l2)
    {
        double Variance(int dimension)
        {
            var mean = features.Average(each => each[dimension]);
            return features.Average(each => (each[dimension] - mean) * (each[dimension] - mean));
        }

        return [.. Enumerable.Range(0, dimensions).Select(dimension => features.Length == 0 ? 0 : l2 * Variance(dimension))];
    }

    private static double[] Minimize(int dimensions, Action<double[], double[]> addGradient, double[] penalties, int[] neverPositive)
    {
        var weights = new double[dimensions];
        var (mean, square) = (new double[dimensions], new double[dimensions]);
        for (var step = 1; step <= Steps; step++)
        {
            var gradient = new double[dimensions];
            addGradient(weights, gradient);
            var rate = Rate * (1 - ((double)step / (Steps + 1)));
            for (var i = 0; i < dimensions; i++)
            {
                var slope = gradient[i] + (2 * penalties[i] * weights[i]);
                mean[i] = (Beta1 * mean[i]) + ((1 - Beta1) * slope);
                square[i] = (Beta2 * square[i]) + ((1 - Beta2) * slope * slope);
                var corrected = mean[i] / (1 - Math.Pow(Beta1, step));
                weights[i] -= rate * corrected / (Math.Sqrt(square[i] / (1 - Math.Pow(Beta2, step))) + 1e-9);
            }

            foreach (var i in neverPositive)
            {
                weights[i] = Math.Min(weights[i], 0);
            }
        }

        return weights;
    }
}
