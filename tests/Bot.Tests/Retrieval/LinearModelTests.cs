namespace ReleaseBot.Retrieval;

public sealed class LinearModelTests
{
    [Fact]
    public void Score_is_the_bias_plus_each_weight_times_its_feature() =>
        Assert.Equal(0.5 + (2 * 3) + (-1 * 4), Read(new() { ["b"] = -1, ["bias"] = 0.5, ["a"] = 2 }, "a", "b").Score([3, 4]));

    [Fact]
    public void Bias_may_be_absent() => Assert.Equal(6, Read(new() { ["a"] = 2 }, "a").Score([3]));

    [Fact]
    public void Missing_and_unknown_weights_are_named_with_a_remedy()
    {
        var e = Assert.Throws<TuningException>(() => Read(new() { ["a"] = 1, ["old"] = 1 }, "a", "new"));

        Assert.Contains("\"part\"", e.Message, StringComparison.Ordinal);
        Assert.Contains("missing [new]", e.Message, StringComparison.Ordinal);
        Assert.Contains("unknown [old]", e.Message, StringComparison.Ordinal);
        Assert.Contains("bot eval --tune", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Weight_that_is_no_number_is_refused(double weight)
    {
        var e = Assert.Throws<TuningException>(() => Read(new() { ["a"] = weight }, "a"));

        Assert.Contains("Restore Models/tuning.json", e.Message, StringComparison.Ordinal);
    }

    private static LinearModel Read(Dictionary<string, double> weights, params string[] names) => LinearModel.Read("part", weights, [.. names]);
}
