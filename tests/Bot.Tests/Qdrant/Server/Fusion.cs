namespace ReleaseBot.Qdrant.Server;

/// <summary>Several ranked lists as one.</summary>
internal static class Fusion
{
    /// <summary>Sum over the lists of 1 / ((rank + 1) / weight + k − 1), ranks from 0.</summary>
    public static IEnumerable<Scored> Rrf(IReadOnlyList<IReadOnlyList<Scored>> lists, Scoring.Rrf rrf) =>
        Sum(lists.Select((list, i) => list.Select((found, rank) => found with { Score = 1 / (((rank + 1) / (rrf.Weights?[i] ?? 1)) + rrf.K - 1) })));

    /// <summary>Sum over the lists of the score scaled so that mean − 3σ is 0 and mean + 3σ is 1; half where all are equal.</summary>
    public static IEnumerable<Scored> Dbsf(IReadOnlyList<IReadOnlyList<Scored>> lists) => Sum(lists.Select(Scaled));

    private static IEnumerable<Scored> Scaled(IReadOnlyList<Scored> list)
    {
        var mean = list.Count == 0 ? 0 : list.Average(found => (double)found.Score);
        var variance = list.Count < 2 ? 0 : list.Sum(found => Math.Pow(found.Score - mean, 2)) / (list.Count - 1);
        var reach = 3 * Math.Sqrt(variance);
        return list.Select(found => found with { Score = reach == 0 ? 0.5f : (float)((found.Score - (mean - reach)) / (2 * reach)) });
    }

    private static IOrderedEnumerable<Scored> Sum(IEnumerable<IEnumerable<Scored>> lists) => lists
        .SelectMany(list => list)
        .GroupBy(found => found.Point.Id)
        .Select(same => new Scored(same.First().Point, same.Sum(found => found.Score)))
        .OrderByDescending(found => found.Score)
        .ThenBy(found => found.Point.Id);
}
