using System.Collections.Immutable;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Reading;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Administration;

/// <summary>
/// What an operator does with the collections behind the alias: see them, build a new one beside the one that serves, remove old ones.
/// Needs a key that may create collections and switch aliases.
/// </summary>
public sealed class QdrantAdministration
{
    private readonly QdrantClient _client;
    private readonly Func<IndexSchema> _schema;
    private readonly Func<PassageEmbedder> _embedder;
    private readonly TimeProvider _time;

    internal QdrantAdministration(QdrantClient client, Func<IndexSchema> schema, Func<PassageEmbedder> embedder, TimeProvider time)
    {
        _client = client;
        _schema = schema;
        _embedder = embedder;
        _time = time;
    }

    private string Alias => _client.Options.Collection;

    /// <summary>What is there, and whether it fits.</summary>
    /// <exception cref="IndexException">The server cannot be reached, or refuses the key.</exception>
    public Task<ServerStatus> GetStatusAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var version = await _client.GetVersionAsync(cancellationToken);
        var serving = await _client.FindAliasAsync(Alias, cancellationToken);
        var collections = ImmutableArray.CreateBuilder<CollectionStatus>();
        foreach (var (name, _) in CollectionOpening.Generations(await _client.ListCollectionsAsync(cancellationToken), Alias))
        {
            if (await _client.GetCollectionAsync(name, cancellationToken) is { } info)
            {
                collections.Add(await StatusAsync(name, info, cancellationToken));
            }
        }

        return new ServerStatus(_client.Options.Url!, version, Alias, serving, collections.ToImmutable());
    });

    /// <summary>
    /// Builds a collection for the model, chunker and profile in use from the releases of the one that serves, and switches the alias to it.
    /// The old one serves, and may be written to, all the while. A run that was interrupted is continued by the next.
    /// </summary>
    /// <param name="evenIfFits">Whether to do so when the serving collection fits already.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it; what was written stays for the next run.</param>
    /// <exception cref="IndexException">There is nothing to build from, or nothing to do, or the server failed.</exception>
    public Task<RebuildSummary> RebuildAsync(bool evenIfFits, IProgress<RebuildProgress> progress, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var serving = await _client.FindAliasAsync(Alias, cancellationToken)
            ?? throw new IndexException($"Qdrant at {_client.Options.Url} has no collection \"{Alias}\" yet, so there is nothing to build from. Ingest releases: bot ingest PATH.");
        var source = await OpenSourceAsync(serving, cancellationToken);
        if (!evenIfFits && source.Schema == _schema())
        {
            throw new IndexException($"The collection {serving} is made with the model, chunker and tokenizer in use already; there is nothing to migrate. "
                + "To lay it out anew, for another Index:Qdrant:Profile, run bot index reindex.");
        }

        var name = await TargetNameAsync(serving, cancellationToken);
        using var target = new QdrantPassageIndex(_client, _schema, _time, newCollection: name);
        return await new Rebuilding(_client, source, target, name, _embedder(), _time, progress).RunAsync(Alias, cancellationToken);
    });

    /// <summary>Removes collections of the alias that it does not stand for; returns those that were there.</summary>
    /// <exception cref="IndexException">One of the names serves, or belongs to somebody else.</exception>
    public Task<IReadOnlyList<string>> DropAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => GuardAsync<IReadOnlyList<string>>(async () =>
    {
        var serving = await _client.FindAliasAsync(Alias, cancellationToken);
        var ours = CollectionOpening.Generations(names, Alias).Select(each => each.Name).ToHashSet();
        if (names.FirstOrDefault(name => name == serving || !ours.Contains(name)) is { } wrong)
        {
            throw new IndexException($"{wrong} is not removed: it serves, or it is no collection of \"{Alias}\". See bot index status.");
        }

        var dropped = new List<string>();
        foreach (var name in names)
        {
            if (await _client.DeleteCollectionAsync(name, cancellationToken))
            {
                dropped.Add(name);
            }
        }

        return dropped;
    });

    private async Task<CollectionStatus> StatusAsync(string name, CollectionInfo info, CancellationToken cancellationToken)
    {
        var metadata = info.Config.Metadata;
        var differences = CollectionSchema.Differences(info, _schema()).ToImmutableArray();
        var counts = new IndexStatistics(0, 0, null, null);
        if (CollectionSchema.Of(metadata) is { } schema)
        {
            var collection = new OpenCollection(_client, name, schema, CollectionSettings.Of(metadata!), _time);
            var state = await collection.GetStateAsync(cancellationToken);
            counts = await new ReleaseListing(collection, state.Rev, cancellationToken).StatisticsAsync();
        }

        return new CollectionStatus(
            name, counts.Releases, counts.Passages, metadata?.Model, metadata?.Profile, info.Status, info.UpdateQueue?.Length ?? 0, differences);
    }

    private async Task<OpenCollection> OpenSourceAsync(string serving, CancellationToken cancellationToken)
    {
        var metadata = (await _client.GetCollectionAsync(serving, cancellationToken))?.Config.Metadata;
        var schema = CollectionSchema.Of(metadata) ?? throw new IndexException(
            $"The collection {serving} was not made by this program, so its releases cannot be read. Set Index:Qdrant:Collection to another name and ingest them.");
        return new OpenCollection(_client, serving, schema, CollectionSettings.Of(metadata!), _time);
    }

    // The newest collection behind the serving one that is made as this one would be is what an interrupted run left.
    private async Task<string> TargetNameAsync(string serving, CancellationToken cancellationToken)
    {
        var generations = CollectionOpening.Generations(await _client.ListCollectionsAsync(cancellationToken), Alias).ToList();
        var current = generations.Single(each => each.Name == serving).Number;
        foreach (var (name, _) in generations.Where(each => each.Number > current).Reverse())
        {
            if (await _client.GetCollectionAsync(name, cancellationToken) is { } info
                && info.Config.Metadata == CollectionSchema.Metadata(_schema(), _client.Options.Profile))
            {
                return name;
            }
        }

        return CollectionOpening.NameOf(Alias, generations[^1].Number + 1);
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (QdrantException exception)
        {
            throw QdrantFailures.Explain(exception, _client.Options);
        }
    }
}
