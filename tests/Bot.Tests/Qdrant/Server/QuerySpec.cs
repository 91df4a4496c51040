using System.Text.Json;

namespace ReleaseBot.Qdrant.Server;

/// <summary>How points are scored.</summary>
internal abstract record Scoring
{
    internal sealed record Nearest(PointVector Vector) : Scoring;

    internal sealed record NearestToPoint(PointId Id) : Scoring;

    /// <summary>Reciprocal ranks; a weight divides the rank.</summary>
    internal sealed record Rrf(int K, IReadOnlyList<float>? Weights) : Scoring;

    /// <summary>Scores scaled to mean ± 3σ of their list.</summary>
    internal sealed record Dbsf : Scoring;

    internal sealed record OrderBy(Ordering Ordering) : Scoring;

    internal sealed record Formula(Expression Expression) : Scoring;
}

/// <summary>A query or a prefetch.</summary>
internal sealed record QuerySpec
{
    public required IReadOnlyList<QuerySpec> Prefetch { get; init; }

    public required Scoring Scoring { get; init; }

    public required string Using { get; init; }

    public required Filter? Filter { get; init; }

    public required float? Threshold { get; init; }

    public required int Limit { get; init; }

    public required int Offset { get; init; }

    public required Selection Selection { get; init; }

    /// <summary>Whether IDF parameters were given, and the points they count.</summary>
    public required (bool Given, Filter? Corpus) Idf { get; init; }

    /// <summary>Reads one.</summary>
    /// <param name="body">The query, a search of a batch, or a prefetch.</param>
    public static QuerySpec Parse(JsonElement body)
    {
        var spec = new QuerySpec
        {
            Prefetch = !body.AsObject().TryGet("prefetch", out var prefetch) ? []
                : prefetch.ValueKind == JsonValueKind.Array ? [.. prefetch.EnumerateArray().Select(Parse)]
                : [Parse(prefetch)],
            Scoring = body.TryGet("query", out var query) ? ParseScoring(query, body) : throw QdrantError.Unsupported("a query without `query`"),
            Using = body.TryGet("using", out var name) ? name.AsString() : string.Empty,
            Filter = FilterParser.Optional(body, "internal"),
            Threshold = body.Float("score_threshold"),
            Limit = body.Limit("limit", 10, "internal"),
            Offset = body.Count("offset") ?? 0,
            Selection = Selection.Parse(body, payload: false),
            Idf = ParseIdf(body),
        };
        spec.Validate();
        return spec;
    }

    private void Validate()
    {
        if (Scoring is Scoring.Rrf or Scoring.Dbsf && Prefetch.Count == 0)
        {
            throw QdrantError.WrongInput("Validation failed: cannot apply Fusion without prefetches");
        }

        if (Scoring is Scoring.Rrf { Weights: { } weights } && weights.Count != Prefetch.Count)
        {
            throw QdrantError.WrongInput($"Validation failed: RRF weights length ({weights.Count}) does not match number of prefetches ({Prefetch.Count})");
        }
    }

    private static Scoring ParseScoring(JsonElement query, JsonElement body)
    {
        if (query.ValueKind is JsonValueKind.Number or JsonValueKind.String)
        {
            return new Scoring.NearestToPoint(PointId.Parse(query));
        }

        if (PointVector.Parse(query, "query", query: true) is { } vector)
        {
            return new Scoring.Nearest(vector);
        }

        var field = query.ValueKind == JsonValueKind.Object ? query.EnumerateObject().FirstOrDefault() : default;
        if (field.Value.ValueKind == JsonValueKind.Undefined)
        {
            throw QdrantError.NoVariant("QueryInterface");
        }

        return field.Name switch
        {
            "nearest" => ParseScoring(field.Value, body),
            "fusion" => Json.OneOf(field.Value.AsString(), "rrf", "dbsf") == "rrf" ? new Scoring.Rrf(2, null) : new Scoring.Dbsf(),
            "rrf" => new Scoring.Rrf(
                field.Value.Count("k") ?? 2,
                field.Value.TryGet("weights", out var weights) ? [.. weights.AsArray().Select(weight => (float)weight.GetDouble())] : null),
            "order_by" => new Scoring.OrderBy(Ordering.Parse(field.Value)),
            "formula" or "defaults" => new Scoring.Formula(ExpressionParser.Parse(query)),
            "recommend" or "discover" or "context" or "sample" or "relevance_feedback" => throw QdrantError.Unsupported(field.Name),
            _ => throw QdrantError.NoVariant("QueryInterface"),
        };
    }

    private static (bool Given, Filter? Corpus) ParseIdf(JsonElement body) =>
        !body.TryGet("params", out var parameters) || !parameters.TryGet("idf", out var idf) ? (false, null)
        : idf.ValueKind == JsonValueKind.String ? (true, null)
        : (true, FilterParser.Optional(idf, "internal.params.idf", "corpus"));
}
