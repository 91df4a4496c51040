using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>A point found, and what it was ordered by where it was.</summary>
internal sealed record Scored(StoredPoint Point, float Score, JsonNode? OrderValue = null);

/// <summary>Answers queries over one collection, exactly.</summary>
internal sealed class QueryRun(Collection collection)
{
    /// <summary>The answer's points, with what was asked to be shown.</summary>
    public JsonArray Points(QuerySpec spec) =>
        new([.. Run(spec, null, spec.Offset + spec.Limit).Skip(spec.Offset).Select(found => Show(found, spec.Selection))]);

    /// <summary>The best of each group, groups by their best.</summary>
    public JsonArray Groups(QuerySpec spec, string groupBy, int groupSize)
    {
        var groups = Run(spec, null, int.MaxValue)
            .SelectMany(found => PayloadPath.Values(found.Point.Payload, groupBy)
                .Select(value => (Key: value is null ? null : ValueTest.Scalar(value), Value: value, Found: found)))
            .Where(each => each.Key is string or long)
            .GroupBy(each => each.Key!)
            .Take(spec.Limit);
        return new([.. groups.Select(group => new JsonObject
        {
            ["hits"] = new JsonArray([.. group.Take(groupSize).Select(each => Show(each.Found, spec.Selection))]),
            ["id"] = group.First().Value!.DeepClone(),
        })]);
    }

    private List<Scored> Run(QuerySpec spec, Filter? inherited, int take)
    {
        var filter = Filter.And(inherited, spec.Filter);
        var lists = spec.Prefetch.Select(prefetch => Run(prefetch, filter, prefetch.Limit)).ToList();
        var candidates = spec.Prefetch.Count == 0
            ? collection.Matching(filter)
            : lists.SelectMany(list => list).Select(found => found.Point).DistinctBy(point => point.Id).OrderBy(point => point.Id);
        IEnumerable<Scored> scored = spec.Scoring switch
        {
            Scoring.Nearest nearest => NearestTo(nearest.Vector, spec, candidates),
            Scoring.NearestToPoint { Id: var id } => NearestTo(VectorOf(id, spec.Using), spec, candidates.Where(point => point.Id != id)),
            Scoring.Rrf rrf => AtLeast(Fusion.Rrf(lists, rrf), spec.Threshold),
            Scoring.Dbsf => AtLeast(Fusion.Dbsf(lists), spec.Threshold),
            Scoring.Formula { Expression: var formula } => AtLeast(Evaluate(formula, lists, candidates), spec.Threshold),
            Scoring.OrderBy { Ordering: var ordering } => ordering.Apply(collection, candidates)
                .Select(each => new Scored(each.Point with { Version = 0 }, 1, each.Value)),
            _ => throw QdrantError.Unsupported(spec.Scoring.ToString()),
        };
        return [.. scored.Take(take)];
    }

    private PointVector VectorOf(PointId id, string name) =>
        collection.Require(id).Vectors.GetValueOrDefault(name) ?? throw QdrantError.WrongInput($"Not existing vector name error: {name}");

    private IEnumerable<Scored> NearestTo(PointVector query, QuerySpec spec, IEnumerable<StoredPoint> candidates)
    {
        var similarity = Similarity.For(collection, query, spec);
        return similarity.Sorted(
            from point in candidates
            where point.Vectors.ContainsKey(spec.Using)
            let score = similarity.Score(point.Vectors[spec.Using])
            where score is not null && similarity.Passes(score.Value, spec.Threshold)
            select new Scored(point, score.Value));
    }

    private List<Scored> Evaluate(Expression formula, List<List<Scored>> lists, IEnumerable<StoredPoint> candidates)
    {
        var scores = new Dictionary<PointId, float>();
        foreach (var found in lists.SelectMany(list => list))
        {
            scores.TryAdd(found.Point.Id, found.Score);
        }

        return
        [
            .. candidates
                .Select(point => new Scored(point, (float)formula.Value(new FormulaInput(
                    new Subject(point, point.Payload, collection.Indexes), scores.GetValueOrDefault(point.Id)))))
                .OrderByDescending(found => found.Score)
                .ThenBy(found => found.Point.Id),
        ];
    }

    private static IEnumerable<Scored> AtLeast(IEnumerable<Scored> found, float? threshold) =>
        threshold is null ? found : found.Where(each => each.Score >= threshold);

    private static JsonObject Show(Scored found, Selection selection)
    {
        var shown = selection.Show(
            found.Point, new("version", JsonValue.Create(found.Point.Version)), new("score", Json.Number(found.Score)));
        if (found.OrderValue is not null)
        {
            shown["order_value"] = found.OrderValue.DeepClone();
        }

        return shown;
    }
}
