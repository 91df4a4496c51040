using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Which parts of a point an answer shows.</summary>
internal sealed record Selection(bool Payload, IReadOnlyCollection<string>? Fields, bool Include, bool Vector, IReadOnlyCollection<string>? Names)
{
    /// <summary>Everything: what a point read by its id shows.</summary>
    public static Selection All { get; } = new(true, null, true, true, null);

    public static Selection Parse(JsonElement body, bool payload)
    {
        var selection = new Selection(payload, null, true, false, null);
        if (body.TryGet("with_payload", out var fields))
        {
            selection = fields.ValueKind switch
            {
                JsonValueKind.True or JsonValueKind.False => selection with { Payload = fields.GetBoolean() },
                JsonValueKind.Array => selection with { Payload = true, Fields = Strings(fields) },
                JsonValueKind.Object when fields.TryGet("include", out var include) => selection with { Payload = true, Fields = Strings(include) },
                JsonValueKind.Object when fields.TryGet("exclude", out var exclude) =>
                    selection with { Payload = true, Fields = Strings(exclude), Include = false },
                _ => throw QdrantError.NoVariant("WithPayloadInterface"),
            };
        }

        if (body.TryGet("with_vector", out var names) || body.TryGet("with_vectors", out names))
        {
            selection = names.ValueKind switch
            {
                JsonValueKind.True or JsonValueKind.False => selection with { Vector = names.GetBoolean() },
                JsonValueKind.Array => selection with { Vector = true, Names = Strings(names) },
                _ => throw QdrantError.NoVariant("WithVector"),
            };
        }

        return selection;
    }

    /// <summary>The point with what was asked for, after fields the caller adds.</summary>
    public JsonObject Show(StoredPoint point, params KeyValuePair<string, JsonNode?>[] more)
    {
        var shown = new JsonObject { ["id"] = point.Id.ToJson() };
        foreach (var (name, value) in more)
        {
            shown[name] = value;
        }

        if (Payload)
        {
            shown["payload"] = Fields is null ? point.Payload.DeepClone() : PayloadPath.Select(point.Payload, Fields, Include);
        }

        if (Vector)
        {
            shown["vector"] = point.Vectors.TryGetValue(string.Empty, out var unnamed)
                ? unnamed.ToJson()
                : new JsonObject(point.Vectors.Where(each => Names is null || Names.Contains(each.Key))
                    .Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value.ToJson())));
        }

        return shown;
    }

    private static List<string> Strings(JsonElement array) => [.. array.AsArray().Select(each => each.AsString())];
}
