using System.Globalization;
using System.Net;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Collections;

/// <summary>Finds or creates a collection and checks it.</summary>
/// <param name="client">The server.</param>
/// <param name="schema">What the collection must be filled with.</param>
/// <param name="time">For waiting.</param>
internal sealed class CollectionOpening(QdrantClient client, IndexSchema schema, TimeProvider time)
{
    // RRF weights and update_mode, which both are used.
    private static readonly Version _oldest = new(1, 17);

    /// <summary>Opens what the alias stands for; where there is nothing, creates a collection and the alias.</summary>
    public async Task<OpenCollection> OpenAliasAsync(string alias, CancellationToken cancellationToken)
    {
        await CheckVersionAsync(cancellationToken);
        if (!await client.ExistsAsync(alias, cancellationToken))
        {
            await CreateAsync(alias, cancellationToken);
        }

        return await CheckedAsync(alias, cancellationToken);
    }

    /// <summary>Opens a collection by its own name, creating it for a bulk load where it is not there yet.</summary>
    public async Task<OpenCollection> OpenNewAsync(string name, CancellationToken cancellationToken)
    {
        await CheckVersionAsync(cancellationToken);
        if (!await client.ExistsAsync(name, cancellationToken))
        {
            await CreateAsync(name, bulk: true, cancellationToken);
        }

        return await CheckedAsync(name, cancellationToken);
    }

    /// <summary>The collections behind an alias, in the order they were made, whichever it stands for now.</summary>
    public static IEnumerable<(string Name, int Number)> Generations(IEnumerable<string> collections, string alias)
    {
        var prefix = alias + "-v";
        return from name in collections
               where name.StartsWith(prefix, StringComparison.Ordinal)
               where int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _)
               let number = int.Parse(name.AsSpan(prefix.Length), CultureInfo.InvariantCulture)
               orderby number
               select (name, number);
    }

    /// <summary>Name of a generation.</summary>
    public static string NameOf(string alias, int number) => string.Create(CultureInfo.InvariantCulture, $"{alias}-v{number}");

    private async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var text = await client.GetVersionAsync(cancellationToken);
        if (!Version.TryParse(text.Split('-')[0], out var version) || version < _oldest)
        {
            throw new IndexException($"Qdrant at {client.Options.Url} is version \"{text}\"; {_oldest} or later is needed (made for 1.19). Update the server.");
        }
    }

    private async Task CreateAsync(string alias, CancellationToken cancellationToken)
    {
        try
        {
            var name = await FreeNameAsync(alias, cancellationToken);
            await CreateAsync(name, bulk: false, cancellationToken);
            await client.SwitchAliasAsync(alias, name, cancellationToken);
        }
        catch (QdrantException exception) when (exception.Status == HttpStatusCode.Forbidden)
        {
            throw new IndexException(
                $"Qdrant at {client.Options.Url} has no collection \"{alias}\" yet, and this key may not create it. Ingest releases once with a key that may: bot ingest PATH.",
                exception);
        }
    }

    // A first start that was cut short has left its collection without the alias; it is completed.
    private async Task<string> FreeNameAsync(string alias, CancellationToken cancellationToken)
    {
        var last = 0;
        foreach (var (name, number) in Generations(await client.ListCollectionsAsync(cancellationToken), alias).Reverse())
        {
            last = Math.Max(last, number);
            if (await client.GetCollectionAsync(name, cancellationToken) is { } info && CollectionSchema.Differences(info, schema).Count == 0)
            {
                return name;
            }
        }

        return NameOf(alias, last + 1);
    }

    private async Task CreateAsync(string name, bool bulk, CancellationToken cancellationToken)
    {
        await client.EnsureCollectionAsync(name, CollectionSettings.Of(client.Options.Profile).Create(schema, bulk), cancellationToken);
        foreach (var index in CollectionSchema.FieldIndexes)
        {
            await client.EnsureFieldIndexAsync(name, index, cancellationToken);
        }

        var state = new Upsert([IndexState.Initial(name, schema).ToPoint()]) { UpdateMode = "insert_only" };
        await client.UpsertAsync(name, state, cancellationToken);
    }

    private async Task<OpenCollection> CheckedAsync(string name, CancellationToken cancellationToken)
    {
        var info = await client.GetCollectionAsync(name, cancellationToken)
            ?? throw new IndexException($"The Qdrant collection \"{name}\" went away while it was opened. Try again.");
        var differences = CollectionSchema.Differences(info, schema);
        if (differences.Count > 0)
        {
            throw new IndexException($"The Qdrant collection \"{name}\" does not fit this program: {string.Join("; ", differences)}. It was left as it is. "
                + "Run bot index migrate to embed its releases anew beside it, or set Index:Qdrant:Collection to another name.");
        }

        var collection = new OpenCollection(client, name, schema, CollectionSettings.Of(info.Config.Metadata!), time);
        await collection.GetStateAsync(cancellationToken);
        return collection;
    }
}
