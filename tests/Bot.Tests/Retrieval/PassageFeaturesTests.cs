using ReleaseBot.Answers.Evidence;
using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

public sealed class PassageFeaturesTests
{
    [Fact]
    public void Scores_are_shares_of_the_greatest_possible_and_cosines_stay()
    {
        var features = Of(new ScoredPassage(null!, null!, Dense: 0.5f, Bm25: 11, TitleBm25: 5.5f, ReleaseBm25: 22, ReleaseDense: 0.75f), idfMass: 10, dateAgreement: 0.25, preferred: true, ordinal: 3);

        Assert.Equal(
            new Dictionary<string, double>
            {
                ["bm25"] = 0.5,
                ["titleBm25"] = 0.25,
                ["releaseBm25"] = 1,
                ["dense"] = 0.5,
                ["releaseDense"] = 0.75,
                ["dates"] = 0.25,
                ["lead"] = 0.25,
                ["preferred"] = 1,
            },
            features.ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value, 6)));
    }

    [Fact]
    public void Question_of_unknown_words_gives_finite_features()
    {
        var features = Of(new ScoredPassage(null!, null!, 0.1f, 0, 0, 0, 0.1f), idfMass: 0, dateAgreement: 0, preferred: false, ordinal: 0);

        Assert.All(features.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Equal((0, 1, 0), (features["bm25"], features["lead"], features["preferred"]));
    }

    private static Dictionary<string, double> Of(ScoredPassage scores, double idfMass, double dateAgreement, bool preferred, int ordinal)
    {
        var passage = EvidenceSamples.Passage(EvidenceSamples.Release("One. Two. Three. Four. Five."), ordinal);
        var candidate = scores with { Passage = passage.Passage, Release = passage.Release };
        return PassageFeatures.Names.Zip(PassageFeatures.Of(candidate, idfMass, dateAgreement, preferred)).ToDictionary(pair => pair.First, pair => pair.Second);
    }
}
