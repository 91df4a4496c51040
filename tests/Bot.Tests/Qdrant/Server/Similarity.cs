using System.Numerics.Tensors;

namespace ReleaseBot.Qdrant.Server;

/// <summary>How a query vector compares with stored ones, and which end of the scale is best.</summary>
internal abstract class Similarity
{
    private protected virtual bool SmallestFirst => false;

    /// <summary>For the vector a query names, once it was checked.</summary>
    public static Similarity For(Collection collection, PointVector query, QuerySpec spec)
    {
        var config = collection.Config;
        var idf = config.Sparse.GetValueOrDefault(spec.Using);
        if (spec.Idf.Given && !idf)
        {
            throw QdrantError.WrongInput(
                $"Validation failed: search param `idf` requires a sparse vector with the `idf` modifier, which vector \"{spec.Using}\" is not");
        }

        if (config.Sparse.ContainsKey(spec.Using) && query.IsSparse)
        {
            return new Sparse(query, idf ? Corpus(spec, collection) : null, spec.Using);
        }

        if (!config.Dense.TryGetValue(spec.Using, out var dense))
        {
            throw QdrantError.WrongInput(config.Sparse.ContainsKey(spec.Using)
                ? "Conversion between sparse and regular vectors failed"
                : $"Not existing vector name error: {spec.Using}");
        }

        if (query.IsSparse)
        {
            throw QdrantError.WrongInput("Conversion between sparse and regular vectors failed");
        }

        return query.Values.Length == dense.Size
            ? new Dense(dense.Distance == "Cosine" ? query.Normalised() : query, dense.Distance)
            : throw QdrantError.WrongInput($"Vector dimension error: expected dim: {dense.Size}, got {query.Values.Length}");
    }

    /// <summary>Null where nothing is shared.</summary>
    public abstract float? Score(PointVector stored);

    /// <summary>Better than the threshold, not equal to it.</summary>
    public bool Passes(float score, float? threshold) => threshold is null || (SmallestFirst ? score < threshold : score > threshold);

    /// <summary>Best first; what is no number comes before all, as on the server. Equals by id.</summary>
    public IEnumerable<Scored> Sorted(IEnumerable<Scored> found) => found
        .OrderByDescending(each => float.IsNaN(each.Score))
        .ThenByDescending(each => SmallestFirst ? -each.Score : each.Score)
        .ThenBy(each => each.Point.Id);

    // deleted points meet no filter
    private static IEnumerable<StoredPoint> Corpus(QuerySpec spec, Collection collection) =>
        spec.Idf.Corpus is null ? collection.Stored : collection.Matching(spec.Idf.Corpus);

    private sealed class Dense(PointVector query, string distance) : Similarity
    {
        private protected override bool SmallestFirst => distance is "Euclid" or "Manhattan";

        public override float? Score(PointVector stored) => distance switch
        {
            "Euclid" => TensorPrimitives.Distance<float>(query.Values, stored.Values),
            "Manhattan" => query.Values.Zip(stored.Values).Sum(pair => Math.Abs(pair.First - pair.Second)),
            _ => TensorPrimitives.Dot<float>(query.Values, stored.Values),
        };
    }

    private sealed class Sparse : Similarity
    {
        private readonly Dictionary<uint, float> _weights = [];

        /// <summary>Weights the query by rarity where a corpus is given: ln((N − df + ½) / (df + ½) + 1).</summary>
        public Sparse(PointVector query, IEnumerable<StoredPoint>? corpus, string name)
        {
            var vectors = corpus?.Select(point => point.Vectors.GetValueOrDefault(name)?.Indices).Where(indices => indices?.Length > 0).ToList();
            for (var i = 0; i < query.Values.Length; i++)
            {
                var index = query.Indices![i];
                var frequency = vectors?.Count(indices => Array.BinarySearch(indices!, index) >= 0) ?? 0;
                var idf = vectors is null ? 1 : Math.Log(((vectors.Count - frequency + 0.5) / (frequency + 0.5)) + 1);
                _weights[index] = query.Values[i] * (float)idf;
            }
        }

        public override float? Score(PointVector stored)
        {
            float? score = null;
            for (var i = 0; i < stored.Values.Length; i++)
            {
                if (_weights.TryGetValue(stored.Indices![i], out var weight))
                {
                    score = (score ?? 0) + (weight * stored.Values[i]);
                }
            }

            return score;
        }
    }
}
