using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>What a field's values must be. A value of another type never passes.</summary>
internal abstract record ValueTest(params string[] Types)
{
    /// <summary>Whether any value passes.</summary>
    public virtual bool Passes(IReadOnlyList<JsonNode?> values, PayloadIndex? index) => values.Any(value => value is not null && Passes(value, index));

    protected virtual bool Passes(JsonNode value, PayloadIndex? index) => false;

    /// <summary>A string, an integer or a boolean as a comparable object; null for anything else.</summary>
    public static object? Scalar(JsonNode value) => value is not JsonValue scalar ? null : scalar.GetValueKind() switch
    {
        JsonValueKind.String => scalar.GetValue<string>(),
        JsonValueKind.Number => scalar.TryGetValue<long>(out var number) ? number : null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static double? Number(JsonNode value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.Number && scalar.TryGetValue<double>(out var number) ? number : null;

    public static string? Text(JsonNode value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : null;

    public static string TypeOf(object scalar) => scalar switch { string => "keyword", long => "integer", _ => "bool" };

    internal sealed record Any(HashSet<object> Allowed) : ValueTest(Allowed.Count == 0 ? "keyword" : TypeOf(Allowed.First()))
    {
        protected override bool Passes(JsonNode value, PayloadIndex? index) => Scalar(value) is { } scalar && Allowed.Contains(scalar);
    }

    internal sealed record Except(HashSet<object> Refused) : ValueTest(Refused.Count == 0 ? "keyword" : TypeOf(Refused.First()))
    {
        protected override bool Passes(JsonNode value, PayloadIndex? index) => Scalar(value) is { } scalar && !Refused.Contains(scalar);
    }

    internal sealed record Prefix(string Start) : ValueTest("keyword")
    {
        protected override bool Passes(JsonNode value, PayloadIndex? index) => Text(value)?.StartsWith(Start, StringComparison.Ordinal) == true;
    }

    /// <summary>All words, any word, or the words in their order; without a text index a substring.</summary>
    internal sealed record Words(string Wanted, string Kind) : ValueTest("text")
    {
        protected override bool Passes(JsonNode value, PayloadIndex? index)
        {
            if (Text(value) is not { } text)
            {
                return false;
            }

            if (index?.Type != "text")
            {
                return text.Contains(Wanted, StringComparison.Ordinal);
            }

            var (stored, wanted) = (index.Tokens(text), index.Tokens(Wanted));
            return wanted.Count > 0 && Kind switch
            {
                "text" => wanted.All(stored.Contains),
                "text_any" => wanted.Any(stored.Contains),
                _ => Enumerable.Range(0, Math.Max(0, stored.Count - wanted.Count + 1)).Any(i => stored.Skip(i).Take(wanted.Count).SequenceEqual(wanted)),
            };
        }
    }

    internal sealed record Range(double? Gt, double? Gte, double? Lt, double? Lte) : ValueTest("float", "integer")
    {
        protected override bool Passes(JsonNode value, PayloadIndex? index) => Number(value) is { } number && Within(number);

        public bool Within(double number) => !(number <= Gt) && !(number < Gte) && !(number >= Lt) && !(number > Lte);
    }

    internal sealed record Dates(long? Gt, long? Gte, long? Lt, long? Lte) : ValueTest("datetime")
    {
        protected override bool Passes(JsonNode value, PayloadIndex? index) =>
            Text(value) is { } text && Timestamps.Parse(text) is { } time && !(time <= Gt) && !(time < Gte) && !(time >= Lt) && !(time > Lte);
    }

    internal sealed record ValuesCount(Range Counts) : ValueTest("keyword", "integer")
    {
        public override bool Passes(IReadOnlyList<JsonNode?> values, PayloadIndex? index) => Counts.Within(values.Count(value => value is not null));
    }

    internal sealed record Emptiness(bool Wanted) : ValueTest("keyword")
    {
        public override bool Passes(IReadOnlyList<JsonNode?> values, PayloadIndex? index) => values.All(value => value is null) == Wanted;
    }

    internal sealed record Nullness(bool Wanted) : ValueTest("keyword")
    {
        public override bool Passes(IReadOnlyList<JsonNode?> values, PayloadIndex? index) => values.Any(value => value is null) == Wanted;
    }
}
