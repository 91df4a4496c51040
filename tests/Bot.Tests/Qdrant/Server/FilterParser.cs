using System.Text.Json;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Reads filters; unknown fields are refused here, unlike anywhere else.</summary>
internal static class FilterParser
{
    private static readonly string[] _parts = ["should", "min_should", "must", "must_not"];

    /// <summary>The filter in a field of a body, or null.</summary>
    /// <param name="body">Body or part of one.</param>
    /// <param name="owner">Name of the body's type in validation errors.</param>
    /// <param name="name">The field.</param>
    public static Filter? Optional(JsonElement body, string owner, string name = "filter") =>
        body.TryGet(name, out var filter) ? Parse(filter, $"{owner}.{name}") : null;

    public static Filter Parse(JsonElement filter, string path)
    {
        foreach (var field in filter.AsObject().EnumerateObject().Where(field => !_parts.Contains(field.Name)))
        {
            throw QdrantError.Format($"unknown field `{field.Name}`, expected one of {string.Join(", ", _parts.Select(part => $"`{part}`"))}");
        }

        var minimum = filter.TryGet("min_should", out var atLeast) ? atLeast : default;
        return new Filter(
            Conditions(filter, "must", path),
            Conditions(filter, "must_not", path),
            Conditions(filter, "should", path),
            minimum.ValueKind == JsonValueKind.Undefined ? [] : Conditions(minimum, "conditions", $"{path}.min_should"),
            minimum.ValueKind == JsonValueKind.Undefined ? 0 : minimum.Count("min_count") ?? throw QdrantError.MissingField("min_count"));
    }

    private static List<Condition> Conditions(JsonElement owner, string name, string path) => !owner.TryGet(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select((each, i) => One(each, $"{path}.{name}[{i}]"))]
        : [One(value, $"{path}.{name}")];

    private static Condition One(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw QdrantError.NoVariant("Condition");
        }

        if (value.TryGet("key", out var key))
        {
            return FieldCondition(value, key.AsString(), path);
        }

        var first = value.EnumerateObject().Select(field => field.Name).FirstOrDefault();
        return first switch
        {
            "is_empty" => new Condition.IsEmpty(value.GetProperty(first).RequiredString("key")),
            "is_null" => new Condition.IsNull(value.GetProperty(first).RequiredString("key")),
            "has_id" => new Condition.HasId([.. value.GetProperty(first).AsArray().Select(PointId.Parse)]),
            "has_vector" => new Condition.HasVector(value.GetProperty(first).AsString()),
            "nested" => new Condition.Nested(
                value.GetProperty(first).RequiredString("key").Replace("[]", string.Empty, StringComparison.Ordinal),
                Parse(value.GetProperty(first).Required("filter"), $"{path}.nested.filter")),
            null or "must" or "must_not" or "should" or "min_should" => Parse(value, path),
            _ => throw QdrantError.NoVariant("Condition"),
        };
    }

    private static Condition.Field FieldCondition(JsonElement value, string key, string path)
    {
        var tests = new List<ValueTest>();
        foreach (var clause in value.EnumerateObject().Where(clause => clause.Value.ValueKind != JsonValueKind.Null))
        {
            switch (clause.Name)
            {
                case "match":
                    tests.Add(Match(clause.Value));
                    break;
                case "range":
                    tests.Add(Range(clause.Value));
                    break;
                case "values_count":
                    tests.Add(new ValueTest.ValuesCount(Numbers(clause.Value)));
                    break;
                case "is_empty":
                    tests.Add(new ValueTest.Emptiness(value.Flag(clause.Name, false)));
                    break;
                case "is_null":
                    tests.Add(new ValueTest.Nullness(value.Flag(clause.Name, false)));
                    break;
                case "geo_bounding_box" or "geo_radius" or "geo_polygon":
                    throw QdrantError.Unsupported(clause.Name);
                default:
                    break;
            }
        }

        return tests.Count > 0
            ? new Condition.Field(key, tests)
            : throw QdrantError.Invalid($"{path}.__all__: Validation error: At least one field condition must be specified [{{}}]");
    }

    private static ValueTest Match(JsonElement match)
    {
        var clause = match.AsObject().EnumerateObject().FirstOrDefault();
        return clause.Name switch
        {
            "value" => new ValueTest.Any([Scalar(clause.Value)]),
            "any" => new ValueTest.Any([.. clause.Value.AsArray().Select(Scalar)]),
            "except" => new ValueTest.Except([.. clause.Value.AsArray().Select(Scalar)]),
            "prefix" => new ValueTest.Prefix(clause.Value.AsString()),
            "text" or "text_any" or "phrase" => new ValueTest.Words(clause.Value.AsString(), clause.Name),
            _ => throw QdrantError.NoVariant("MatchInterface"),
        };
    }

    private static object Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw QdrantError.NoVariant("ValueVariants"),
    };

    private static ValueTest Range(JsonElement range) =>
        range.AsObject().EnumerateObject().Any(bound => bound.Value.ValueKind == JsonValueKind.String)
            ? new ValueTest.Dates(Date(range, "gt"), Date(range, "gte"), Date(range, "lt"), Date(range, "lte"))
            : Numbers(range);

    private static long? Date(JsonElement range, string bound) => range.TryGet(bound, out var value) ? Timestamps.Require(value.AsString()) : null;

    private static ValueTest.Range Numbers(JsonElement range) => new(Number(range, "gt"), Number(range, "gte"), Number(range, "lt"), Number(range, "lte"));

    private static double? Number(JsonElement range, string bound) => !range.AsObject().TryGet(bound, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : throw Json.WrongType(value, "f64");
}
