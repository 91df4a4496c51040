using ReleaseBot.Evaluation.Tuning;

namespace ReleaseBot.Evaluation;

public sealed class CrossValidationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(23)]
    public void No_item_is_judged_by_what_it_taught_and_all_others_taught(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();

        var taught = CrossValidation.Judge(items, some => [.. some.Select(item => (double)item)], (weights, item) => weights.Contains(item) ? -1 : weights.Length);

        Assert.Equal(count, taught.Length);
        Assert.DoesNotContain(-1, taught);
        Assert.All(taught, others => Assert.InRange(others, count - Math.Ceiling(count / 5.0), count - 1));
    }

    [Fact]
    public void Values_come_in_the_order_of_the_items() =>
        Assert.Equal([0, 10, 20, 30, 40, 50, 60], CrossValidation.Judge(Enumerable.Range(0, 7).ToArray(), _ => [10], (weights, item) => weights[0] * item));

    [Fact]
    public void Nothing_is_judged_of_nothing() => Assert.Empty(CrossValidation.Judge<int>([], _ => [], (_, _) => 1));
}
