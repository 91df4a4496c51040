using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>A request whose body is JSON, or which has none, and whose bearer is known.</summary>
internal sealed record Request
{
    public required Database Database { get; init; }

    public required Access Access { get; init; }

    /// <summary>Collection or alias, as sent; empty where the route has none.</summary>
    public required string Name { get; init; }

    /// <summary>Last part of the path.</summary>
    public required string Last { get; init; }

    /// <summary>Undefined where the route has none.</summary>
    public required JsonElement Body { get; init; }

    public required bool Wait { get; init; }

    /// <summary>The collection, for reading.</summary>
    public Collection Readable()
    {
        Access.RequireRead(Name);
        return Database.Get(Name);
    }

    /// <summary>The collection, for writing points.</summary>
    public Collection Writable()
    {
        Access.RequireWrite(Name);
        return Database.Get(Name);
    }
}

/// <summary>What a route does; the result is put into the server's envelope.</summary>
internal delegate JsonNode? Endpoint(Request request);

/// <summary>A route.</summary>
/// <param name="Run">What it does.</param>
/// <param name="HasBody">Whether it takes JSON.</param>
/// <param name="SaysWhere">Whether an error in the body's shape says where; bodies that may have several shapes do not.</param>
internal sealed record Route(Endpoint Run, bool HasBody = false, bool SaysWhere = false);
