namespace ReleaseBot.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void Interval_of_equal_differences_is_a_point() => Assert.Equal((1, 1), PairedBootstrap.Interval([1, 1, 1, 1]));

    [Fact]
    public void Interval_of_nothing_is_zero() => Assert.Equal((0, 0), PairedBootstrap.Interval([]));

    [Fact]
    public void Interval_agrees_with_the_normal_one_where_that_holds()
    {
        // 60 better, 20 worse, 120 the same: mean 0.2, variance 0.4 − 0.04, so ±1.96 · 0.6 / √200 = ±0.0832.
        double[] differences = [.. Enumerable.Repeat(1.0, 60), .. Enumerable.Repeat(-1.0, 20), .. Enumerable.Repeat(0.0, 120)];

        var (low, high) = PairedBootstrap.Interval(differences);

        Assert.Equal(0.2 - 0.0832, low, 0.011);
        Assert.Equal(0.2 + 0.0832, high, 0.011);
    }

    [Fact]
    public void Same_differences_give_the_same_interval()
    {
        double[] differences = [1, 0, 0, -1, 0, 1, 1, 0];

        Assert.Equal(PairedBootstrap.Interval(differences), PairedBootstrap.Interval(differences));
    }

    [Fact]
    public void Interval_holds_the_true_difference_about_as_often_as_it_says()
    {
#pragma warning disable CA5394
        var random = new Random(7);
        var held = Enumerable.Range(0, 60).Count(_ =>
        {
            var drawn = Enumerable.Range(0, 80).Select(_ => random.NextDouble() switch { < 0.3 => 1.0, < 0.4 => -1.0, _ => 0.0 }).ToArray();
            var (low, high) = PairedBootstrap.Interval(drawn);
            return low <= 0.2 && 0.2 <= high;
        });
#pragma warning restore CA5394

        // 57 of 60 are expected; fewer than 51 would happen once in three hundred times.
        Assert.InRange(held, 51, 60);
    }
}
