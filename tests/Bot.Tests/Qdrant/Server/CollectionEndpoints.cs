using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Collections, aliases, indexes.</summary>
internal static class CollectionEndpoints
{
    private const long PeerId = 1;

    public static JsonNode? List(Request request) => new JsonObject
    {
        ["collections"] = new JsonArray([.. request.Database.Collections
            .Where(collection => request.Access.Sees(collection.Name))
            .Select(collection => new JsonObject { ["name"] = collection.Name })]),
    };

    public static JsonNode? Info(Request request) => request.Readable().Describe();

    public static JsonNode? Exists(Request request)
    {
        request.Access.RequireRead(request.Name);
        return new JsonObject { ["exists"] = request.Database.Exists(request.Name) };
    }

    public static JsonNode? Create(Request request)
    {
        var config = CollectionConfig.Parse(request.Body);
        request.Access.RequireManage();
        switch (request.Name)
        {
            case "..":
                throw QdrantError.Internal("Invalid path to delete: ./storage/collections/..");
            case ".":
                throw QdrantError.Internal(
                    "failed to rename file from ./storage/collections/. to ./storage/.deleted/000000: Device or resource busy (os error 16)");
            default:
                request.Database.Create(request.Name, config);
                return JsonValue.Create(true);
        }
    }

    public static JsonNode? Patch(Request request)
    {
        request.Access.RequireManage();
        request.Database.Get(request.Name).Config.Patch(request.Body);
        return JsonValue.Create(true);
    }

    public static JsonNode? Delete(Request request)
    {
        request.Access.RequireManage();
        return JsonValue.Create(request.Database.Drop(request.Name));
    }

    public static JsonNode? ChangeAliases(Request request)
    {
        request.Access.RequireManage();
        request.Database.ChangeAliases(request.Body);
        return JsonValue.Create(true);
    }

    public static JsonNode? Aliases(Request request) => request.Database.Describe(
        request.Database.Aliases.Where(each => request.Access.Sees(each.Alias) && request.Access.Sees(each.Collection)));

    public static JsonNode? AliasesOf(Request request)
    {
        var collection = request.Readable();
        return request.Database.Describe(request.Database.Aliases.Where(each => each.Collection == collection.Name));
    }

    public static JsonNode? CreateIndex(Request request)
    {
        var (field, index) = (request.Body.RequiredString("field_name"), PayloadIndex.Parse(request.Body));
        request.Access.RequireWrite(request.Name, whole: true);
        return request.Database.Get(request.Name).Index(field, index, request.Wait);
    }

    public static JsonNode? DeleteIndex(Request request)
    {
        request.Access.RequireWrite(request.Name, whole: true);
        return request.Database.Get(request.Name).Index(request.Last, null, request.Wait);
    }

    public static JsonNode? Cluster(Request request)
    {
        request.Access.RequireGlobal();
        return new JsonObject { ["status"] = "disabled" };
    }

    public static JsonNode? ClusterOf(Request request) => new JsonObject
    {
        ["peer_id"] = PeerId,
        ["shard_count"] = 1,
        ["local_shards"] = new JsonArray(new JsonObject { ["shard_id"] = 0, ["points_count"] = request.Readable().Points.Count, ["state"] = "Active" }),
        ["remote_shards"] = new JsonArray(),
        ["shard_transfers"] = new JsonArray(),
    };

    public static JsonNode? ChangeCluster(Request request)
    {
        request.Access.RequireManage();
        throw new QdrantError(405, "Qdrant is running in standalone mode");
    }

    public static JsonNode? Optimizations(Request request)
    {
        request.Readable();
        return new JsonObject
        {
            ["summary"] = new JsonObject { ["queued_optimizations"] = 0, ["queued_segments"] = 0, ["queued_points"] = 0, ["idle_segments"] = 2 },
            ["running"] = new JsonArray(),
        };
    }

    public static JsonNode? Snapshot(Request request)
    {
        request.Access.RequireWrite(request.Name, whole: true);
        throw QdrantError.Unsupported("snapshots");
    }
}
