using System.Net;
using System.Text.Json.Serialization.Metadata;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant;

/// <content>Collections, aliases and payload indexes.</content>
internal sealed partial class QdrantClient
{
    /// <summary>GET /: the server's version. Answers whatever the key.</summary>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken) =>
        (await GetAsync("", Purpose.Question, Json.ServerVersion, cancellationToken)).Version;

    /// <summary>GET /collections/{name}/exists: false for an unknown name; also the check of the key (401, 403).</summary>
    public async Task<bool> ExistsAsync(string collection, CancellationToken cancellationToken) =>
        (await GetAsync(Path(collection, "/exists"), Purpose.Question, Json.AnswerExistence, cancellationToken)).Result.Exists;

    /// <summary>GET /collections/{name}: configuration, metadata, state; null where there is none (404).</summary>
    public async Task<CollectionInfo?> GetCollectionAsync(string collection, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync(Path(collection), Purpose.Question, Json.AnswerCollectionInfo, cancellationToken)).Result;
        }
        catch (QdrantException exception) when (Is(exception, HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    /// <summary>PUT /collections/{name}: creates it; one that exists (409) is left as it is.</summary>
    public async Task EnsureCollectionAsync(string collection, CreateCollection settings, CancellationToken cancellationToken)
    {
        try
        {
            var path = Path(collection, $"?timeout={Seconds(Purpose.Administration)}");
            await AdministerAsync(HttpMethod.Put, path, settings, Json.CreateCollection, cancellationToken);
        }
        catch (QdrantException exception) when (Is(exception, HttpStatusCode.Conflict))
        {
            // Another instance was faster, or an earlier start got this far.
        }
    }

    /// <summary>PATCH /collections/{name}: changes when segments are indexed.</summary>
    public Task UpdateCollectionAsync(string collection, UpdateCollection settings, CancellationToken cancellationToken) =>
        AdministerAsync(HttpMethod.Patch, Path(collection, $"?timeout={Seconds(Purpose.Administration)}"), settings, Json.UpdateCollection, cancellationToken);

    /// <summary>DELETE /collections/{name}: false when there was none, or an alias of that name.</summary>
    public async Task<bool> DeleteCollectionAsync(string collection, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Delete,
            Path(collection, $"?timeout={Seconds(Purpose.Administration)}"),
            Purpose.Administration,
            null,
            Json.AnswerBoolean,
            cancellationToken)).Result;

    /// <summary>GET /collections: the names the key may see.</summary>
    public async Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken cancellationToken) =>
        [.. (await GetAsync("collections", Purpose.Question, Json.AnswerCollectionList, cancellationToken)).Result.Collections.Select(each => each.Name)];

    /// <summary>GET /aliases: what an alias stands for; null when there is no such alias.</summary>
    public async Task<string?> FindAliasAsync(string alias, CancellationToken cancellationToken) =>
        (await GetAsync("aliases", Purpose.Question, Json.AnswerAliasList, cancellationToken)).Result.Aliases
            .FirstOrDefault(each => each.AliasName == alias)?.CollectionName;

    /// <summary>POST /collections/aliases: points the alias at a collection, in one step for all readers.</summary>
    public Task SwitchAliasAsync(string alias, string collection, CancellationToken cancellationToken) =>
        AdministerAsync(
            HttpMethod.Post,
            $"collections/aliases?timeout={Seconds(Purpose.Administration)}",
            new AliasActions([new AliasAction(new AliasTarget(alias, collection))]),
            Json.AliasActions,
            cancellationToken);

    /// <summary>PUT /collections/{name}/index: indexes a payload field; repeating it is harmless.</summary>
    public Task EnsureFieldIndexAsync(string collection, FieldIndex index, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Put, Path(collection, "/index"), Purpose.Administration, index, Json.FieldIndex, cancellationToken);

    private Task AdministerAsync<TBody>(
        HttpMethod method,
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        CancellationToken cancellationToken) =>
        SendAsync(method, path, Purpose.Administration, body, bodyType, Json.AnswerBoolean, cancellationToken);
}
