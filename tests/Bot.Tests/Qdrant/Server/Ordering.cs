using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Order by an indexed number or date.</summary>
internal sealed record Ordering(string Key, bool Descending, JsonElement? StartFrom)
{
    public static Ordering Parse(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? new Ordering(value.GetString()!, false, null)
        : new Ordering(
            value.RequiredString("key"),
            value.TryGet("direction", out var direction) && Json.OneOf(direction.AsString(), "asc", "desc") == "desc",
            value.TryGet("start_from", out var start) ? start.Clone() : null);

    /// <summary>Points that have a value, in order, with the value to show.</summary>
    public IEnumerable<(StoredPoint Point, JsonNode Value)> Apply(Collection collection, IEnumerable<StoredPoint> points)
    {
        if (!collection.Indexes.TryGetValue(Key, out var index) || !index.HasRange)
        {
            throw QdrantError.WrongInput(
                $"No range index for `order_by` key: `{Key}`. Please create one to use `order_by`. Check "
                + "https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload schemas support Range conditions");
        }

        var start = StartFrom is { } from && JsonNode.Parse(from.GetRawText()) is { } value ? index.OrderValue(value)?.Order : null;
        var found = points
            .SelectMany(point => PayloadPath.Values(point.Payload, Key).Select(value => (Point: point, At: value is null ? null : index.OrderValue(value))))
            .Where(each => each.At is { } at && !(Descending ? at.Order > start : at.Order < start));
        var sorted = Descending ? found.OrderByDescending(each => each.At!.Value.Order) : found.OrderBy(each => each.At!.Value.Order);
        return sorted.ThenBy(each => each.Point.Id).Select(each => (each.Point, each.At!.Value.Shown));
    }
}
