using ReleaseBot.Evaluation.Tuning;

namespace ReleaseBot.Evaluation;

public sealed class FittingTests
{
    [Fact]
    public void Logistic_regression_on_one_yes_or_no_feature_equals_the_closed_form()
    {
        // 20 of 100 right without the feature, 70 of 100 with it.
        var judgements = Judgements(0, 20, 100).Concat(Judgements(1, 70, 100)).ToArray();

        var weights = Fitting.Logistic(judgements, 1, l2: 0);

        Assert.Equal(Logit(0.2), weights[1], 0.01);
        Assert.Equal(Logit(0.7) - Logit(0.2), weights[0], 0.01);
        Assert.Equal(0.7, Fitting.Probability(weights, [1]), 0.002);
    }

    [Fact]
    public void Penalty_shrinks_the_weight_and_leaves_the_bias_alone()
    {
        var judgements = Judgements(0, 20, 100).Concat(Judgements(1, 70, 100)).ToArray();

        var weights = Fitting.Logistic(judgements, 1, l2: 100);

        Assert.InRange(weights[0], 0, 0.01);
        Assert.Equal(Logit(0.45), weights[1], 0.01);
    }

    [Fact]
    public void Listwise_fit_of_pairs_equals_the_closed_form()
    {
        // Of two candidates, the one with the feature is right in 80 of 100 questions.
        var choices = Enumerable.Range(0, 100).Select(i => new Choice([[1.0], [0.0]], [i < 80, i >= 80])).ToArray();

        Assert.Equal(Logit(0.8), Fitting.Listwise(choices, 1, l2: 0)[0], 0.01);
    }

    [Fact]
    public void Listwise_fit_finds_the_weights_that_chose()
    {
        double[] planted = [2, -1, 0.5];
        var random = new Random(7);
        var choices = Enumerable.Range(0, 300).Select(_ =>
        {
            var features = Enumerable.Range(0, 10).Select(_ => planted.Select(_ => (random.NextDouble() * 2) - 1).ToArray()).ToArray();
            var best = features.MaxBy(candidate => Fitting.Dot(planted, candidate));
            return new Choice(features, [.. features.Select(candidate => candidate == best)]);
        }).ToArray();

        var weights = Fitting.Listwise(choices, 3, l2: 1e-3);

        Assert.InRange(Fitting.Dot(planted, weights) / Math.Sqrt(Fitting.Dot(planted, planted) * Fitting.Dot(weights, weights)), 0.995, 1);
    }

    [Fact]
    public void Question_without_a_right_candidate_teaches_nothing()
    {
        Choice[] choices = [new([[1.0], [0.0]], [true, false])];

        Assert.Equal(0, Fitting.Listwise([new([[1.0], [0.0]], [false, false])], 1, l2: 0)[0]);
        Assert.True(Fitting.Listwise(choices, 1, l2: 0.1)[0] > 0.1);
    }

    [Fact]
    public void Same_questions_give_the_same_weights()
    {
        var choices = Enumerable.Range(0, 20).Select(i => new Choice([[i % 3, 1], [i % 5, 0]], [i % 2 == 0, i % 2 == 1])).ToArray();

        Assert.Equal(Fitting.Listwise(choices, 2, 1e-4), Fitting.Listwise(choices, 2, 1e-4));
    }

    private static IEnumerable<Judgement> Judgements(double feature, int right, int all) =>
        Enumerable.Range(0, all).Select(i => new Judgement([feature], i < right));

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
