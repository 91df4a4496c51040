using CsCheck;

namespace ReleaseBot.Retrieval;

public sealed class NearDuplicatesTests
{
    private const string Bulletin = "The lake stood at 3.11 metres at the end of September and the water was clear down to six metres, the Directorate of Hydrology said in Tirsa on Monday.";

    [Fact]
    public void Same_words_in_two_releases_are_kept_once_the_better_ranked_one() =>
        Assert.Equal(["a"], Kept(("a", Bulletin), ("b", Bulletin)));

    [Fact]
    public void Case_and_punctuation_make_no_difference() =>
        Assert.Equal(["a"], Kept(("a", Bulletin), ("b", Bulletin.ToUpperInvariant().Replace(",", " –", StringComparison.Ordinal))));

    [Fact]
    public void One_changed_word_in_many_makes_no_difference()
    {
        var text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));

        Assert.Equal(["a"], Kept(("a", text), ("b", text.Replace("wordda", "other", StringComparison.Ordinal))));
    }

    [Fact]
    public void Different_figure_makes_a_different_passage() =>
        Assert.Equal(["a", "b"], Kept(("a", Bulletin), ("b", Bulletin.Replace("3.11", "3.96", StringComparison.Ordinal))));

    [Fact]
    public void Other_words_make_a_different_passage() =>
        Assert.Equal(["a", "b"], Kept(("a", Bulletin), ("b", "The forum in Kaskelin was attended by the ministers of all the eight member states, who spoke about the sturgeon.")));

    [Fact]
    public void Passages_of_one_release_are_all_kept() => Assert.Equal(["a", "a"], Kept(("a", Bulletin), ("a", Bulletin)));

    [Fact]
    public void Limit_counts_what_is_kept() =>
        Assert.Equal(["a", "c"], NearDuplicates.Collapse([("a", Bulletin), ("b", Bulletin), ("c", "Other words."), ("d", "And more.")], item => item, 2).Select(item => item.Item1));

    [Fact]
    public void Short_passages_of_different_words_are_told_apart() => Assert.Equal(["a", "b"], Kept(("a", "Yes."), ("b", "Certainly not.")));

    [Fact]
    public void Kept_are_in_the_order_of_their_rank_and_the_first_always_stays() =>
        Gen.Select(Gen.OneOf<string>("a", "b", "c"), Gen.OneOf<string>(Bulletin, "Short.", "", "1 2 3", "More words than that.", "😀 議会")).Array[1, 12].Sample(items =>
        {
            var kept = Kept(items);
            Assert.Equal(items[0].Item1, kept[0]);
            var rest = new Queue<string>(items.Select(item => item.Item1));
            foreach (var id in kept)
            {
                while (rest.Dequeue() != id)
                {
                }
            }
        }, iter: 300);

    private static string[] Kept(params (string Id, string Text)[] ranked) => [.. NearDuplicates.Collapse(ranked, item => item, 50).Select(item => item.Id)];
}
