using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Keys of a payload: <c>a.b</c>, <c>a[].b</c> (any element), <c>a[0]</c>.</summary>
internal static class PayloadPath
{
    /// <summary>What stands at a path; JSON nulls are given as null, a missing field gives nothing.</summary>
    public static IEnumerable<JsonNode?> Find(JsonNode? root, string path)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (var part in path.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            var index = bracket < 0 ? null : part[(bracket + 1)..].TrimEnd(']');
            found = found.SelectMany(node => Step(node, name, index));
        }

        return found;
    }

    /// <summary>The values a condition looks at: an array stands for its elements.</summary>
    public static IEnumerable<JsonNode?> Values(JsonNode? root, string path) =>
        Find(root, path).SelectMany(node => node is JsonArray array ? array : One(node));

    /// <summary>Only the named fields, or all but them.</summary>
    public static JsonObject Select(JsonObject payload, IReadOnlyCollection<string> paths, bool include)
    {
        var selected = new JsonObject();
        foreach (var (name, value) in payload)
        {
            var whole = paths.Contains(name);
            var below = paths.Where(path => path.StartsWith(name + ".", StringComparison.Ordinal)).Select(path => path[(name.Length + 1)..]).ToList();
            if (below.Count > 0 && !whole && value is JsonObject inner)
            {
                selected[name] = Select(inner, below, include);
            }
            else if (whole == include)
            {
                selected[name] = value?.DeepClone();
            }
        }

        return selected;
    }

    // not a collection expression, which would become a JsonArray and take the node as its child
    private static IEnumerable<JsonNode?> One(JsonNode? node) => Enumerable.Repeat(node, 1);

    private static IEnumerable<JsonNode?> Step(JsonNode? node, string name, string? index)
    {
        if (node is not JsonObject from || !from.TryGetPropertyValue(name, out var value))
        {
            return Enumerable.Empty<JsonNode?>();
        }

        return index switch
        {
            null => One(value),
            "" => value is JsonArray elements ? elements : Enumerable.Empty<JsonNode?>(),
            _ => value is JsonArray array && int.TryParse(index, CultureInfo.InvariantCulture, out var i) && i < array.Count ? One(array[i]) : Enumerable.Empty<JsonNode?>(),
        };
    }
}
