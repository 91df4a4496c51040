using System.Text.Json;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Reads formulas.</summary>
internal sealed class ExpressionParser
{
    private readonly JsonElement _defaults;

    private ExpressionParser(JsonElement defaults) => _defaults = defaults;

    public static Expression Parse(JsonElement query) =>
        new ExpressionParser(query.TryGet("defaults", out var defaults) ? defaults : default).One(query.Required("formula"));

    private Expression One(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => new Expression.Constant(value.GetDouble()),
        JsonValueKind.String => Variable(value.GetString()!),
        JsonValueKind.Object when value.TryGet("key", out _) => new Expression.When(FilterParser.Parse(Wrap(value), "internal.formula")),
        JsonValueKind.Object when value.EnumerateObject().FirstOrDefault() is { Value.ValueKind: not JsonValueKind.Undefined } field => Operation(field.Name, field.Value),
        _ => throw QdrantError.NoVariant("Expression"),
    };

    private Expression Variable(string name) => name is "$score" or "$score[0]" ? new Expression.Score()
        : name.StartsWith('$') ? throw QdrantError.Unsupported(name)
        : new Expression.Field(name, IsDate: false, _defaults.TryGet(name, out var value) ? value.GetDouble() : null);

    private Expression Operation(string name, JsonElement value)
    {
        switch (name)
        {
            case "sum":
                return new Expression.Sum([.. value.AsArray().Select(One)]);
            case "mult":
                return new Expression.Product([.. value.AsArray().Select(One)]);
            case "neg":
                return new Expression.Function(x => -x, One(value));
            case "abs":
                return new Expression.Function(Math.Abs, One(value));
            case "sqrt":
                return new Expression.Function(Math.Sqrt, One(value));
            case "exp":
                return new Expression.Function(Math.Exp, One(value));
            case "ln":
                return new Expression.Function(Math.Log, One(value));
            case "log10":
                return new Expression.Function(Math.Log10, One(value));
            case "datetime":
                return new Expression.Constant(Timestamps.Require(value.AsString()) / 1e6);
            case "datetime_key":
                var key = value.AsString();
                var otherwise = _defaults.TryGet(key, out var date) ? Timestamps.Require(date.AsString()) / 1e6 : (double?)null;
                return new Expression.Field(key, IsDate: true, otherwise);
            case "exp_decay" or "lin_decay" or "gauss_decay":
                return new Expression.Decay(
                    name,
                    One(value.Required("x")),
                    value.TryGet("target", out var target) ? One(target) : new Expression.Constant(0),
                    value.TryGet("scale", out var scale) ? scale.GetDouble() : 1,
                    value.TryGet("midpoint", out var midpoint) ? midpoint.GetDouble() : 0.5);
            default:
                throw QdrantError.Unsupported($"the formula's {name}");
        }
    }

    private static JsonElement Wrap(JsonElement condition) => JsonElement.Parse($$"""{"must":[{{condition.GetRawText()}}]}""");
}
