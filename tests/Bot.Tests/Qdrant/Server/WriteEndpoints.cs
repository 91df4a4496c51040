using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Changing points.</summary>
internal static class WriteEndpoints
{
    public static JsonNode? Upsert(Request request) => Run(request, ParseUpsert(request.Body));

    public static JsonNode? Delete(Request request) => Run(request, new Update.Delete(Selector(request.Body)));

    public static JsonNode? SetPayload(Request request) => Run(request, ParseSetPayload(request.Body));

    public static JsonNode? OverwritePayload(Request request) => Run(request, ParseOverwritePayload(request.Body));

    public static JsonNode? DeletePayload(Request request) => Run(request, ParseDeletePayload(request.Body));

    public static JsonNode? ClearPayload(Request request) => Run(request, new Update.Payload(Selector(request.Body), _ => []));

    public static JsonNode? UpdateVectors(Request request) => Run(request, ParseVectors(request.Body));

    public static JsonNode? DeleteVectors(Request request) => Run(request, ParseDeleteVectors(request.Body));

    /// <summary>In order; what went before an error stays done.</summary>
    public static JsonNode? Batch(Request request)
    {
        var updates = request.Body.Required("operations").AsArray().Select(ParseOperation).ToList();
        return new JsonArray([.. updates.Select(update => Run(request, update))]);
    }

    private static JsonObject Run(Request request, Update update)
    {
        var collection = request.Writable();
        if (update is Update.Upsert { Points.Count: 0 } or Update.Vectors { Points.Count: 0 })
        {
            throw QdrantError.BadRequest("Empty update request");
        }

        StrictMode.CheckWrite(collection, update);
        update.Check(collection.Config);
        return collection.Apply(update, request.Wait);
    }

    private static Update ParseOperation(JsonElement operation)
    {
        var field = operation.AsObject().EnumerateObject().FirstOrDefault();
        return field.Name switch
        {
            "upsert" => ParseUpsert(field.Value),
            "delete" => new Update.Delete(Selector(field.Value)),
            "set_payload" => ParseSetPayload(field.Value),
            "overwrite_payload" => ParseOverwritePayload(field.Value),
            "delete_payload" => ParseDeletePayload(field.Value),
            "clear_payload" => new Update.Payload(Selector(field.Value), _ => []),
            "update_vectors" => ParseVectors(field.Value),
            "delete_vectors" => ParseDeleteVectors(field.Value),
            _ => throw QdrantError.NoVariant("UpdateOperation"),
        };
    }

    private static Update.Upsert ParseUpsert(JsonElement body)
    {
        if (body.TryGet("batch", out _))
        {
            throw QdrantError.Unsupported("points by columns");
        }

        if (!body.TryGet("points", out var points))
        {
            throw QdrantError.NoVariant("PointInsertOperations");
        }

        return new Update.Upsert(
            [.. points.AsArray().Select(PointToWrite.Parse)],
            FilterParser.Optional(body, "points_list", "update_filter"),
            body.TryGet("update_mode", out var mode) ? Json.OneOf(mode.AsString(), "upsert", "insert_only", "update_only") : "upsert");
    }

    // null takes a key away
    private static Update.Payload ParseSetPayload(JsonElement body)
    {
        var given = JsonObject.Create(body.Required("payload").AsObject().Clone())!;
        if (body.TryGet("key", out _))
        {
            throw QdrantError.Unsupported("setting a part of the payload by `key`");
        }

        return new Update.Payload(Selector(body), payload =>
        {
            foreach (var (name, value) in given)
            {
                payload.Remove(name);
                if (value is not null)
                {
                    payload[name] = value.DeepClone();
                }
            }

            return payload;
        });
    }

    private static Update.Payload ParseOverwritePayload(JsonElement body)
    {
        var given = JsonObject.Create(body.Required("payload").AsObject().Clone())!;
        return new Update.Payload(Selector(body), _ => given.DeepClone().AsObject());
    }

    private static Update.Payload ParseDeletePayload(JsonElement body)
    {
        var keys = body.Required("keys").AsArray().Select(key => key.AsString()).ToList();
        return new Update.Payload(Selector(body), payload =>
        {
            keys.ForEach(key => payload.Remove(key));
            return payload;
        });
    }

    private static Update.Vectors ParseVectors(JsonElement body) => new([.. body.Required("points").AsArray().Select(PointToWrite.Parse)]);

    private static Update.DeleteVectors ParseDeleteVectors(JsonElement body)
    {
        var names = body.TryGet("vector", out var given) || body.TryGet("vectors", out given) ? given : throw QdrantError.MissingField("vector");
        return new Update.DeleteVectors(Selector(body), [.. names.AsArray().Select(name => name.AsString())]);
    }

    private static PointSelector Selector(JsonElement body) =>
        body.TryGet("points", out var ids) ? new PointSelector([.. ids.AsArray().Select(PointId.Parse)], null)
        : body.TryGet("filter", out var filter) ? new PointSelector(null, FilterParser.Parse(filter, "filter"))
        : throw QdrantError.NoVariant("PointsSelector");
}
