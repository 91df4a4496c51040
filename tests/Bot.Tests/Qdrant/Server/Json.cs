using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Reading fields as the server's parser does.</summary>
internal static class Json
{
    /// <summary>A float, or null where JSON has no number for it.</summary>
    public static JsonNode? Number(float value) => float.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>A field that is there and not null.</summary>
    public static bool TryGet(this JsonElement body, string name, out JsonElement value)
    {
        value = default;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public static JsonElement Required(this JsonElement body, string name) =>
        body.TryGet(name, out var value) ? value : throw QdrantError.MissingField(name);

    public static string RequiredString(this JsonElement body, string name) => body.Required(name).AsString();

    public static string AsString(this JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw WrongType(value, "a string");

    public static JsonElement.ArrayEnumerator AsArray(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw WrongType(value, "a sequence");

    public static JsonElement AsObject(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value : throw WrongType(value, "a map");

    public static bool Flag(this JsonElement body, string name, bool otherwise) => !body.TryGet(name, out var value) ? otherwise : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongType(value, "a boolean"),
    };

    /// <summary>A count: whole, not negative.</summary>
    public static int? Count(this JsonElement body, string name)
    {
        if (!body.TryGet(name, out var value))
        {
            return null;
        }

        return value.ValueKind != JsonValueKind.Number ? throw WrongType(value, "usize")
            : value.TryGetInt64(out var whole) && whole >= 0 ? (int)Math.Min(whole, int.MaxValue)
            : value.TryGetInt64(out whole) ? throw QdrantError.Format($"invalid value: integer `{whole}`, expected usize")
            : throw QdrantError.Format($"invalid type: floating point `{value.GetRawText()}`, expected usize");
    }

    /// <summary>A count from 1, with its default; the path names it in a validation error.</summary>
    public static int Limit(this JsonElement body, string name, int otherwise, string path) =>
        (body.Count(name) ?? otherwise) is var limit and > 0
            ? limit
            : throw QdrantError.Invalid($"{path}.{name}: value 0 invalid, must be 1 or larger");

    public static float? Float(this JsonElement body, string name) =>
        !body.TryGet(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? (float)value.GetDouble()
        : throw WrongType(value, "f32");

    public static QdrantError WrongType(JsonElement value, string expected) => QdrantError.Format("invalid type: " + value.ValueKind switch
    {
        JsonValueKind.Array => "sequence",
        JsonValueKind.Object => "map",
        JsonValueKind.String => $"string \"{value.GetString()}\"",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        JsonValueKind.Number => value.TryGetInt64(out _) ? $"integer `{value}`" : $"floating point `{value}`",
        _ => $"boolean `{(value.ValueKind == JsonValueKind.True ? "true" : "false")}`",
    } + $", expected {expected}");

    /// <summary>One of the words, in the server's words where it is none.</summary>
    public static string OneOf(string word, params string[] words) => words.Contains(word)
        ? word
        : throw QdrantError.Format($"unknown variant `{word}`, expected one of {string.Join(", ", words.Select(each => $"`{each}`"))}");
}
