using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>An index over a payload field. It changes what is allowed and how texts match, not how fast.</summary>
/// <param name="Type">keyword, integer, float, bool, datetime, text, uuid or geo.</param>
/// <param name="Parameters">As given, or null where only the type was.</param>
internal sealed record PayloadIndex(string Type, JsonObject? Parameters)
{
    private static readonly string[] _types = ["keyword", "integer", "float", "geo", "text", "bool", "datetime", "uuid"];

    /// <summary>Numbers and dates that can be compared.</summary>
    public bool HasRange => Type is "float" or "datetime" || (Type == "integer" && (Parameters?["range"]?.GetValue<bool>() ?? true));

    /// <summary>Values that can be counted.</summary>
    public bool CanFacet => Type is "keyword" or "bool" or "uuid" || (Type == "integer" && (Parameters?["lookup"]?.GetValue<bool>() ?? true));

    public static PayloadIndex Parse(JsonElement body)
    {
        if (!body.TryGet("field_schema", out var schema) && !body.TryGet("field_type", out schema))
        {
            throw QdrantError.Unsupported("an index without field_schema");
        }

        var name = schema.ValueKind == JsonValueKind.Object && schema.TryGet("type", out var type) ? type : schema;
        if (name.ValueKind != JsonValueKind.String || !_types.Contains(name.GetString()))
        {
            throw QdrantError.NoVariant("PayloadFieldSchema");
        }

        var parameters = schema.ValueKind == JsonValueKind.Object ? JsonObject.Create(schema.Clone()) : null;
        if (name.ValueEquals("integer") && parameters is not null)
        {
            parameters.TryAdd("is_principal", null);
        }

        return new PayloadIndex(name.GetString()!, parameters);
    }

    /// <summary>The words of a text, as this index cuts them.</summary>
    public List<string> Tokens(string text)
    {
        if (Parameters?["tokenizer"]?.GetValue<string>() is { } tokenizer and not "word")
        {
            throw QdrantError.Unsupported($"tokenizer {tokenizer}");
        }

        var lower = Parameters?["lowercase"]?.GetValue<bool>() ?? true;
        var words = new string([.. text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. lower ? words.Select(word => word.ToLowerInvariant()) : words];
    }

    /// <summary>Whether a value goes into this index.</summary>
    public bool Takes(JsonNode value) => Type switch
    {
        "keyword" or "text" => ValueTest.Text(value) is not null,
        "integer" => ValueTest.Scalar(value) is long,
        "float" => ValueTest.Number(value) is not null,
        "bool" => ValueTest.Scalar(value) is bool,
        "datetime" => ValueTest.Text(value) is { } text && Timestamps.Parse(text) is not null,
        "uuid" => Guid.TryParse(ValueTest.Text(value), out _),
        _ => false,
    };

    /// <summary>The value to sort by: a number, or a date's microseconds.</summary>
    public (double Order, JsonNode Shown)? OrderValue(JsonNode value) => Type switch
    {
        "datetime" => ValueTest.Text(value) is { } text && Timestamps.Parse(text) is { } time ? (time, JsonValue.Create(time)) : null,
        "integer" => ValueTest.Scalar(value) is long number ? (number, JsonValue.Create(number)) : null,
        "float" => ValueTest.Number(value) is { } number ? (number, JsonValue.Create(number)) : null,
        _ => null,
    };

    public JsonObject Describe(int points)
    {
        var described = new JsonObject { ["data_type"] = Type };
        if (Parameters is not null)
        {
            described["params"] = Parameters.DeepClone();
        }

        described["points"] = points;
        return described;
    }
}
