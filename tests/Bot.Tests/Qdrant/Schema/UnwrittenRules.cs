using System.Text.Json;

namespace ReleaseBot.Qdrant;

/// <summary>What the server refuses, or takes and then answers wrongly to, and the document does not say.</summary>
internal static class UnwrittenRules
{
    private static readonly string[] _joining = ["must", "must_not", "should", "conditions"];

    /// <summary>What is wrong with a body.</summary>
    public static IEnumerable<string> Check(string json) => Check(JsonElement.Parse(json), string.Empty, condition: false);

    private static IEnumerable<string> Check(JsonElement value, string path, bool condition) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany((each, i) => Check(each, $"{path}[{i}]", condition)),
        JsonValueKind.Object => CheckObject(value, path, condition).Concat(
            value.EnumerateObject().SelectMany(field => Check(field.Value, $"{path}/{field.Name}", _joining.Contains(field.Name)))),
        JsonValueKind.Number when !float.IsFinite((float)value.GetDouble()) => [$"{path}: {value} is no number as a 32-bit float"],
        _ => [],
    };

    private static IEnumerable<string> CheckObject(JsonElement value, string path, bool condition)
    {
        if (condition && value.TryGetProperty("key", out _) && value.EnumerateObject().Count(field => field.Value.ValueKind != JsonValueKind.Null) == 1)
        {
            yield return $"{path}: a condition of a key alone";
        }

        if (value.TryGetProperty("indices", out var indices) && value.TryGetProperty("values", out var values)
            && indices.ValueKind == JsonValueKind.Array && values.ValueKind == JsonValueKind.Array)
        {
            if (indices.GetArrayLength() != values.GetArrayLength())
            {
                yield return $"{path}: {indices.GetArrayLength()} indices with {values.GetArrayLength()} values";
            }

            if (indices.EnumerateArray().Select(index => index.GetRawText()).Distinct().Count() != indices.GetArrayLength())
            {
                yield return $"{path}: indices repeat";
            }
        }
    }
}
