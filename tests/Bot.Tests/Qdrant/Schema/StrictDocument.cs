using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant;

/// <summary>
/// Makes the API document say what it means. As it stands an optional union has a branch <c>{"nullable":true}</c>, which matches
/// anything, and objects allow fields that do not exist; so most faulty requests pass.
/// </summary>
internal static class StrictDocument
{
    public static string Of(string json)
    {
        var document = JsonNode.Parse(json)!;
        Tighten(document);
        return document.ToJsonString();
    }

    private static void Tighten(JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var each in array.OfType<JsonNode>())
            {
                Tighten(each);
            }
        }

        if (node is not JsonObject schema)
        {
            return;
        }

        foreach (var each in schema.Select(field => field.Value).OfType<JsonNode>().ToList())
        {
            Tighten(each);
        }

        if (schema is { Count: 1 } && schema["nullable"] is JsonValue)
        {
            schema.Clear();
            schema["type"] = "null";
        }
        else if (schema["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "object" && schema["properties"] is JsonObject)
        {
            schema.TryAdd("additionalProperties", false);
        }
    }
}
