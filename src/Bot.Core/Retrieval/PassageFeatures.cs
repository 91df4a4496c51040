using System.Collections.Immutable;
using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

/// <summary>What ranks a candidate at the first look.</summary>
public static class PassageFeatures
{
    /// <summary>Names of the features, in the order of <see cref="Of"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["bm25", "titleBm25", "releaseBm25", "dense", "releaseDense", "dates", "lead", "preferred"];

    // The weight of a token that occurs once in a passage of average length is 1, of one that fills it k + 1 = 2.2 (k1 = 1.2).
    private const double HeaviestToken = 2.2;

    /// <summary>
    /// The features of <paramref name="candidate"/>: BM25 scores as a share of the greatest possible for the question
    /// (<paramref name="idfMass"/> · 2.2), cosines, and the rest 0 to 1.
    /// </summary>
    public static double[] Of(ScoredPassage candidate, double idfMass, double dateAgreement, bool preferred)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var most = Math.Max(idfMass * HeaviestToken, 1e-6);
        return
        [
            candidate.Bm25 / most,
            candidate.TitleBm25 / most,
            candidate.ReleaseBm25 / most,
            candidate.Dense,
            candidate.ReleaseDense,
            dateAgreement,
            1.0 / (1 + candidate.Passage.Ordinal),
            preferred ? 1 : 0,
        ];
    }
}
