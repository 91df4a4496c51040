using System.Collections.Immutable;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation.Alternatives;

/// <summary>Fuses rankings by position alone (Cormack, Clarke and Büttcher 2009): a passage scores the sum of 1 / (k + rank).</summary>
internal static class ReciprocalRankFusion
{
    // The paper's constant.
    private const int K = 60;

    // BM25 over the headline as a third voice was measured too, and lost.
    private static readonly ImmutableArray<string> _rankings = ["dense", "bm25"];

    /// <summary>The passages in the order of their fused rank, renumbered from 1. Equal values share a rank; a passage without any word of the question has none by BM25.</summary>
    public static ImmutableArray<RetrievedPassage> Rank(ImmutableArray<RetrievedPassage> passages)
    {
        var scores = new double[passages.Length];
        foreach (var ranking in _rankings)
        {
            var values = passages.Select(passage => passage.Parts[ranking]).ToArray();
            var ordered = values.OrderDescending().ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                scores[i] += values[i] > 0 ? 1.0 / (K + 1 + Array.IndexOf(ordered, values[i])) : 0;
            }
        }

        return
        [
            .. passages
                .Zip(scores)
                .OrderByDescending(pair => pair.Second)
                .ThenBy(pair => pair.First.Passage.Id)
                .Select((pair, at) => pair.First with { Rank = at + 1, Score = pair.Second }),
        ];
    }
}
