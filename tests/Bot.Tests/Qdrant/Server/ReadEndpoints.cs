using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Reading and searching points.</summary>
internal static class ReadEndpoints
{
    public static JsonNode? Retrieve(Request request)
    {
        var ids = request.Body.Required("ids").AsArray().Select(PointId.Parse).ToList();
        var selection = Selection.Parse(request.Body, payload: false);
        var collection = request.Readable();
        StrictMode.CheckRead(collection, 0, null);
        return new JsonArray([.. ids.Where(collection.Points.ContainsKey).Select(id => selection.Show(collection.Points[id]))]);
    }

    public static JsonNode? Get(Request request)
    {
        var id = PointId.ParsePath(request.Last);
        var collection = request.Readable();
        return collection.Points.TryGetValue(id, out var point)
            ? Selection.All.Show(point)
            : throw QdrantError.NotFound($"Point with id {id} does not exists!");
    }

    public static JsonNode? Scroll(Request request)
    {
        var limit = request.Body.Limit("limit", 10, "scroll_request");
        var filter = FilterParser.Optional(request.Body, "scroll_request");
        var selection = Selection.Parse(request.Body, payload: true);
        var offset = request.Body.TryGet("offset", out var from) ? PointId.Parse(from) : (PointId?)null;
        var ordering = request.Body.TryGet("order_by", out var order) ? Ordering.Parse(order) : null;
        var collection = request.Readable();
        if (ordering is not null && offset is not null)
        {
            throw QdrantError.WrongInput(
                "Cannot use an `offset` when using `order_by`. The alternative for paging is to use `order_by.start_from` and a filter to exclude "
                + "the IDs that you've already seen for the `order_by.start_from` value");
        }

        StrictMode.CheckRead(collection, limit, filter);
        var matching = collection.Matching(filter);
        if (ordering is not null)
        {
            var ordered = ordering.Apply(collection, matching).Take(limit);
            return Page(ordered.Select(each => WithOrderValue(selection.Show(each.Point), each.Value)), null);
        }

        var page = matching.Where(point => offset is null || point.Id.CompareTo(offset.Value) >= 0).Take(limit + 1).ToList();
        return Page(page.Take(limit).Select(point => selection.Show(point)), page.Count > limit ? page[limit].Id : null);
    }

    public static JsonNode? Count(Request request)
    {
        var filter = FilterParser.Optional(request.Body.AsObject(), "count_request");
        var collection = request.Readable();
        StrictMode.CheckRead(collection, 0, filter);
        return new JsonObject { ["count"] = collection.Matching(filter).Count() };
    }

    public static JsonNode? Facet(Request request)
    {
        var key = request.Body.RequiredString("key");
        var limit = request.Body.Limit("limit", 10, "facet_request");
        var filter = FilterParser.Optional(request.Body, "facet_request");
        var collection = request.Readable();
        StrictMode.CheckRead(collection, limit, filter);
        if (!collection.Indexes.TryGetValue(key, out var index) || !index.CanFacet)
        {
            throw QdrantError.WrongInput(
                $"No appropriate index for faceting: `{key}`. Please create one to facet on this field. Check "
                + "https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload schemas support Match conditions");
        }

        var hits = collection.Matching(filter)
            .SelectMany(point => PayloadPath.Values(point.Payload, key).Where(value => value is not null && index.Takes(value)).DistinctBy(ValueTest.Scalar!))
            .GroupBy(value => ValueTest.Scalar(value!)!)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.ToString(), StringComparer.Ordinal)
            .Take(limit);
        return new JsonObject
        {
            ["hits"] = new JsonArray([.. hits.Select(group => new JsonObject { ["value"] = group.First()!.DeepClone(), ["count"] = group.Count() })]),
        };
    }

    public static JsonNode? Query(Request request)
    {
        var spec = QuerySpec.Parse(request.Body);
        var collection = request.Readable();
        StrictMode.CheckRead(collection, spec.Limit, spec.Filter);
        return new JsonObject { ["points"] = new QueryRun(collection).Points(spec) };
    }

    public static JsonNode? QueryBatch(Request request)
    {
        var specs = request.Body.Required("searches").AsArray().Select(QuerySpec.Parse).ToList();
        var collection = request.Readable();
        foreach (var spec in specs)
        {
            StrictMode.CheckRead(collection, spec.Limit, spec.Filter);
        }

        return new JsonArray([.. specs.Select(spec => new JsonObject { ["points"] = new QueryRun(collection).Points(spec) })]);
    }

    public static JsonNode? QueryGroups(Request request)
    {
        var spec = QuerySpec.Parse(request.Body);
        var groupBy = request.Body.RequiredString("group_by");
        var groupSize = request.Body.Limit("group_size", 3, "internal");
        if (request.Body.TryGet("with_lookup", out _))
        {
            throw QdrantError.Unsupported("with_lookup");
        }

        var collection = request.Readable();
        StrictMode.CheckRead(collection, spec.Limit, spec.Filter);
        return new JsonObject { ["groups"] = new QueryRun(collection).Groups(spec, groupBy, groupSize) };
    }

    private static JsonObject Page(IEnumerable<JsonObject> points, PointId? next) =>
        new() { ["points"] = new JsonArray([.. points]), ["next_page_offset"] = next?.ToJson() };

    private static JsonObject WithOrderValue(JsonObject shown, JsonNode value)
    {
        shown["order_value"] = value.DeepClone();
        return shown;
    }
}
