namespace ReleaseBot.Qdrant.Server;

/// <summary>What a key or token may do: everything, read everything, or what is listed for collections by the name as sent.</summary>
/// <param name="Global">"m", "r", or null where collections are listed.</param>
/// <param name="Collections">Access by collection: r, rw or prw.</param>
internal sealed record Access(string? Global, IReadOnlyDictionary<string, string> Collections)
{
    public static Access Manage { get; } = new("m", new Dictionary<string, string>());

    public static Access ReadOnly { get; } = new("r", new Dictionary<string, string>());

    /// <summary>Creating, changing and deleting collections and aliases.</summary>
    public void RequireManage()
    {
        if (Global != "m")
        {
            throw QdrantError.Forbidden(Global is null ? "Global access is required" : "Global manage access is required");
        }
    }

    /// <summary>What concerns the server as a whole.</summary>
    public void RequireGlobal()
    {
        if (Global is null)
        {
            throw QdrantError.Forbidden("Global access is required");
        }
    }

    public void RequireRead(string collection)
    {
        if (Global is null && !Collections.ContainsKey(collection))
        {
            throw QdrantError.Forbidden($"Access to collection {collection} is required");
        }
    }

    /// <summary>Writing points, or with <paramref name="whole"/> changing the collection, such as its indexes.</summary>
    public void RequireWrite(string collection, bool whole = false)
    {
        RequireRead(collection);
        if (Global is not null)
        {
            RequireManage();
        }
        else if (Collections[collection] == "r")
        {
            throw QdrantError.Forbidden($"Write access to collection {collection} is required");
        }
        else if (whole && Collections[collection] == "prw")
        {
            throw QdrantError.Forbidden($"Only points access is allowed for collection {collection}");
        }
    }

    public bool Sees(string collection) => Global is not null || Collections.ContainsKey(collection);
}
