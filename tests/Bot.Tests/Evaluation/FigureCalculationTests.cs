namespace ReleaseBot.Evaluation;

public sealed class FigureCalculationTests
{
    [Fact]
    public void Figures_equal_those_computed_by_hand()
    {
        var figures = FigureCalculation.Of(
        [
            EvaluationSamples.Outcome(true, 0.9, shown: true, forced: true, passage: 1, release: 1, citations: [true, false]),
            EvaluationSamples.Outcome(true, 0.8, passage: 4, release: 2, citations: [false]),
            EvaluationSamples.Outcome(true, 0.3, answered: false, forced: true, passage: 10, release: 3),
            EvaluationSamples.Outcome(true, 0.2, answered: false),
            EvaluationSamples.Outcome(false, 0.85, citations: [true]),
            EvaluationSamples.Outcome(false, 0.1, answered: false),
        ]);

        Assert.Equal((4, 2), (figures.Answerable, figures.Unanswerable));
        Assert.Equal([0.25, 0.25, 0.5, 0.75], figures.PassageHits);
        Assert.Equal([0.25, 0.75, 0.75, 0.75], figures.ReleaseHits);
        Assert.Equal((1 + 0.25 + 0.1 + 0) / 4, figures.PassageMrr, 1e-9);
        Assert.Equal((0.25, 0.5), (figures.ShownRight, figures.ForcedRight));
        Assert.Equal((0.125, 0.25), (figures.F1, figures.CitationRecall));
        Assert.Equal(1.0 / 3, figures.CitationPrecision, 1e-9);
        Assert.Equal((0.5, 0.5), (figures.UnanswerableRefused, figures.AnswerableRefused));
        Assert.Equal(5.0 / 8, figures.Auroc, 1e-9);
        Assert.Equal(1.0 / 6, figures.CoverageAt90, 1e-9);
    }

    [Fact]
    public void Figures_over_nothing_are_0()
    {
        var figures = FigureCalculation.Of([]);

        Assert.Equal((0, 0.0, 0.0, 0.0), (figures.Answerable, figures.ShownRight, figures.Auroc, figures.CoverageAt90));
        Assert.Equal([0, 0, 0, 0], figures.PassageHits);
    }

    [Fact]
    public void Ties_count_half_in_the_area_under_the_curve()
    {
        Assert.Equal(0.5, Auroc([0.4, 0.4], [0.4]));
        Assert.Equal(1, Auroc([0.5, 0.6], [0.4]));
        Assert.Equal(0, Auroc([0.1], [0.4]));
        Assert.Equal(0, Auroc([0.1], []));
    }

    // Most confident first: right, right, wrong, right, right, unanswerable.
    [Theory]
    [InlineData(0.9, 2)]
    [InlineData(0.8, 5)]
    [InlineData(0.6, 6)]
    [InlineData(1.0, 2)]
    public void Coverage_is_the_greatest_share_answered_at_that_precision(double precision, int answered)
    {
        bool[] right = [true, true, false, true, true, false];
        var outcomes = right.Select((isRight, i) => EvaluationSamples.Outcome(i < 5, 1 - (0.1 * i), forced: isRight)).Reverse().ToArray();

        Assert.Equal(answered / 6.0, FigureCalculation.CoverageAt(outcomes, precision), 1e-9);
    }

    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.95, 10)]
    [InlineData(0.9, 9)]
    [InlineData(0.1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 10)]
    public void Percentile_is_the_nearest_rank(double share, double expected) =>
        Assert.Equal(expected, FigureCalculation.Percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], share));

    [Fact]
    public void Percentile_of_nothing_is_0() => Assert.Equal(0, FigureCalculation.Percentile([], 0.5));

    private static double Auroc(double[] answerable, double[] unanswerable) => FigureCalculation.Auroc(
        [.. answerable.Select(confidence => EvaluationSamples.Outcome(true, confidence))],
        [.. unanswerable.Select(confidence => EvaluationSamples.Outcome(false, confidence))]);
}
