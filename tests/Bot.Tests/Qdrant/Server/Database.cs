using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>All collections and aliases. Requests take turns.</summary>
internal sealed class Database(TimeProvider time)
{
    private readonly SortedDictionary<string, Collection> _collections = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _aliases = new(StringComparer.Ordinal);

    /// <summary>One request at a time.</summary>
    public Lock Gate { get; } = new();

    public IEnumerable<Collection> Collections => _collections.Values;

    /// <summary>By name or alias.</summary>
    public Collection Get(string name) => Find(name) ?? throw Missing(name);

    public bool Exists(string name) => Find(name) is not null;

    public void Create(string name, CollectionConfig config)
    {
        if (Exists(name))
        {
            throw QdrantError.Conflict($"Collection `{name}` already exists!");
        }

        _collections.Add(name, new Collection(name, config, time));
    }

    /// <summary>By its own name only; false where there is none.</summary>
    public bool Drop(string name)
    {
        foreach (var alias in _aliases.Where(each => each.Value == name).Select(each => each.Key).ToList())
        {
            _aliases.Remove(alias);
        }

        return _collections.Remove(name);
    }

    /// <summary>Aliases with their collections.</summary>
    public IEnumerable<(string Alias, string Collection)> Aliases => _aliases.Select(each => (each.Key, each.Value));

    /// <summary>In order, without undoing what went before an error.</summary>
    public void ChangeAliases(JsonElement body)
    {
        var actions = body.Required("actions").AsArray().Select(action => action.AsObject().EnumerateObject().FirstOrDefault()).ToList();
        if (actions.Any(action => action.Name is not ("create_alias" or "delete_alias" or "rename_alias")))
        {
            throw QdrantError.NoVariant("AliasOperations");
        }

        foreach (var (kind, action) in actions.Select(action => (action.Name, action.Value)))
        {
            if (kind == "create_alias")
            {
                SetAlias(action.RequiredString("alias_name"), action.RequiredString("collection_name"));
            }
            else if (kind == "delete_alias")
            {
                _aliases.Remove(action.RequiredString("alias_name"));
            }
            else
            {
                Rename(action.RequiredString("old_alias_name"), action.RequiredString("new_alias_name"));
            }
        }
    }

    /// <summary>A few of the figures the server gives for monitoring.</summary>
    public string Metrics(string version)
    {
        var lines = new List<string> { $"app_info{{name=\"qdrant\",version=\"{version}\"}} 1", $"collections_total {_collections.Count}" };
        foreach (var collection in Collections)
        {
            lines.Add($"collection_points{{id=\"{collection.Name}\"}} {collection.Points.Count}");
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    public JsonObject Describe(IEnumerable<(string Alias, string Collection)> aliases) => new()
    {
        ["aliases"] = new JsonArray([.. aliases.Select(each => new JsonObject { ["alias_name"] = each.Alias, ["collection_name"] = each.Collection })]),
    };

    private Collection? Find(string name) => _collections.GetValueOrDefault(_aliases.GetValueOrDefault(name, name));

    private void SetAlias(string alias, string collection)
    {
        if (!_collections.ContainsKey(collection))
        {
            throw Missing(collection);
        }

        if (_collections.ContainsKey(alias))
        {
            throw QdrantError.Conflict($"Collection `{alias}` already exists!");
        }

        _aliases[alias] = collection;
    }

    private void Rename(string old, string alias)
    {
        if (!_aliases.Remove(old, out var collection))
        {
            throw QdrantError.NotFound($"Alias {old} does not exists!");
        }

        SetAlias(alias, collection);
    }

    private static QdrantError Missing(string name) => QdrantError.NotFound($"Collection `{name}` doesn't exist!");
}
