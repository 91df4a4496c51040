namespace ReleaseBot.Qdrant.Server;

/// <summary>The routes that need a key.</summary>
internal static class Routes
{
    /// <summary>Null for an unknown route, and for a known one with another method.</summary>
    public static Route? Find(string method, string[] path) => path switch
    {
        ["collections", _, "points", ..] => Points(method, path[3..]),
        ["collections", "aliases"] when method == "POST" => Shaped(CollectionEndpoints.ChangeAliases),
        ["collections", ..] => Collections(method, path[1..]),
        ["aliases"] when method == "GET" => new Route(CollectionEndpoints.Aliases),
        ["cluster"] when method == "GET" => new Route(CollectionEndpoints.Cluster),
        _ => null,
    };

    private static Route? Collections(string method, string[] path) => (method, path) switch
    {
        ("GET", []) => new Route(CollectionEndpoints.List),
        ("GET", [_]) => new Route(CollectionEndpoints.Info),
        ("PUT", [_]) => Shaped(CollectionEndpoints.Create),
        ("PATCH", [_]) => Shaped(CollectionEndpoints.Patch),
        ("DELETE", [_]) => new Route(CollectionEndpoints.Delete),
        ("GET", [_, "exists"]) => new Route(CollectionEndpoints.Exists),
        ("GET", [_, "aliases"]) => new Route(CollectionEndpoints.AliasesOf),
        ("GET", [_, "cluster"]) => new Route(CollectionEndpoints.ClusterOf),
        ("POST", [_, "cluster"]) => Shaped(CollectionEndpoints.ChangeCluster),
        ("GET", [_, "optimizations"]) => new Route(CollectionEndpoints.Optimizations),
        ("POST", [_, "snapshots"]) => new Route(CollectionEndpoints.Snapshot),
        ("PUT", [_, "index"]) => Shaped(CollectionEndpoints.CreateIndex),
        ("DELETE", [_, "index", _]) => new Route(CollectionEndpoints.DeleteIndex),
        ("POST", [_, "facet"]) => Shaped(ReadEndpoints.Facet),
        _ => null,
    };

    private static Route? Points(string method, string[] path) => (method, path) switch
    {
        ("PUT", []) => Loose(WriteEndpoints.Upsert),
        ("POST", []) => Shaped(ReadEndpoints.Retrieve),
        ("POST", ["delete"]) => Loose(WriteEndpoints.Delete),
        ("POST", ["batch"]) => Loose(WriteEndpoints.Batch),
        ("POST", ["payload"]) => Loose(WriteEndpoints.SetPayload),
        ("PUT", ["payload"]) => Loose(WriteEndpoints.OverwritePayload),
        ("POST", ["payload", "delete"]) => Loose(WriteEndpoints.DeletePayload),
        ("POST", ["payload", "clear"]) => Loose(WriteEndpoints.ClearPayload),
        ("PUT", ["vectors"]) => Loose(WriteEndpoints.UpdateVectors),
        ("POST", ["vectors", "delete"]) => Loose(WriteEndpoints.DeleteVectors),
        ("POST", ["scroll"]) => Shaped(ReadEndpoints.Scroll),
        ("POST", ["count"]) => Shaped(ReadEndpoints.Count),
        ("POST", ["query"]) => Shaped(ReadEndpoints.Query),
        ("POST", ["query", "batch"]) => Shaped(ReadEndpoints.QueryBatch),
        ("POST", ["query", "groups"]) => Shaped(ReadEndpoints.QueryGroups),
        ("GET", [_]) => new Route(ReadEndpoints.Get),
        _ => null,
    };

    private static Route Shaped(Endpoint run) => new(run, HasBody: true, SaysWhere: true);

    private static Route Loose(Endpoint run) => new(run, HasBody: true);
}
