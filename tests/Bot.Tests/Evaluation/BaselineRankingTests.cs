using System.Collections.Immutable;
using ReleaseBot.Evaluation.Alternatives;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation;

public sealed class BaselineRankingTests
{
    [Fact]
    public void Fusion_adds_the_reciprocals_of_both_ranks()
    {
        // Dense a b c; BM25 (text and headline together) c b, and a holds no word of the question.
        var fused = ReciprocalRankFusion.Rank([Passage("a", 0.9, 0, 0), Passage("b", 0.8, 0.1, 0.1), Passage("c", 0.7, 0.2, 0.3)]);

        Assert.Equal(["c", "b", "a"], fused.Select(passage => passage.Release.Id));
        Assert.Equal([1, 2, 3], fused.Select(passage => passage.Rank));
        Assert.Equal([(1.0 / 63) + (1.0 / 61), (1.0 / 62) + (1.0 / 62), 1.0 / 61], fused.Select(passage => passage.Score));
    }

    [Fact]
    public void Fusion_gives_equal_values_the_same_rank()
    {
        var fused = ReciprocalRankFusion.Rank([Passage("a", 0.5, 0.2, 0), Passage("b", 0.5, 0.2, 0.1)]);

        Assert.All(fused, passage => Assert.Equal(2.0 / 61, passage.Score));
    }

    [Fact]
    public void Names_choose_in_the_order_of_tables() => Assert.Equal(["dense", "rrf"], Alternative.Named("RRF, dense").Select(alternative => alternative.Name));

    [Theory]
    [InlineData("dense,colbert")]
    [InlineData("")]
    [InlineData(",")]
    public void Unknown_name_is_refused_with_the_choice(string names)
    {
        var failure = Assert.Throws<FormatException>(() => Alternative.Named(names));

        Assert.Contains("dense,bm25,rrf,best-sentence,first-passage", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_a_ranking_alone_are_all_the_retriever_asks_for()
    {
        var ours = new Retrieval.Tuning("t", new Dictionary<string, double>(), new Dictionary<string, double> { ["reader"] = 2, ["coverage"] = 3 }, new Dictionary<string, double>(), 0.5);
        var dense = Assert.IsType<Alternative.Search>(Alternative.Named("dense")[0]).Weights(ours);
        var silent = Assert.IsType<Alternative.Reading>(Alternative.Named("best-sentence")[0]).Weights(ours);

        LinearModel.Read("retrieval", dense.Retrieval, PassageFeatures.Names);
        Assert.Equal(["dense"], dense.Retrieval.Where(weight => weight.Value != 0).Select(weight => weight.Key));
        Assert.Equal((0, 3), (silent.Evidence["reader"], silent.Evidence["coverage"]));
    }

    private static RetrievedPassage Passage(string release, double dense, double bm25, double title) => new(
        1,
        0,
        new Passage { Id = new Guid(release[0], 0, 0, new byte[8]), ReleaseId = release, Ordinal = 0, Span = new(0, 1), Text = "x", Header = "h", Sentences = ImmutableArray.Create(new Releases.TextSpan(0, 1)) },
        new ReleaseSummary(release, release, null, null, null, null, null),
        new Dictionary<string, double> { ["dense"] = dense, ["bm25"] = bm25, ["titleBm25"] = title });
}
