using System.Text.Json.Serialization.Metadata;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant;

/// <content>Points: writing, reading, searching.</content>
internal sealed partial class QdrantClient
{
    private static QdrantJson Json => QdrantJson.Compact;

    /// <summary>
    /// PUT /collections/{name}/points: stores whole points, visible when it returns. 400: a vector of another length or name, or a body over
    /// 32 MiB; 404: no such collection.
    /// </summary>
    public Task UpsertAsync(string collection, Upsert points, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Put, Path(collection, "/points"), Purpose.Write, points, Json.Upsert, cancellationToken);

    /// <summary>POST /collections/{name}/points/delete: removes what a filter finds; finding nothing is a success.</summary>
    public Task DeleteAsync(string collection, Filter filter, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Post, Path(collection, "/points/delete"), Purpose.Write, new Delete(filter), Json.Delete, cancellationToken);

    /// <summary>POST /collections/{name}/points/payload: sets fields on what a filter finds.</summary>
    public Task SetPayloadAsync(string collection, SetPayload change, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Post, Path(collection, "/points/payload"), Purpose.Write, change, Json.SetPayload, cancellationToken);

    /// <summary>POST /collections/{name}/points/payload/delete: removes fields from what a filter finds.</summary>
    public Task DeletePayloadAsync(string collection, DeletePayload change, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Post, Path(collection, "/points/payload/delete"), Purpose.Write, change, Json.DeletePayload, cancellationToken);

    /// <summary>POST /collections/{name}/points: points by id, in the order asked for; missing ones are left out.</summary>
    public async Task<IReadOnlyList<StoredPoint>> RetrieveAsync(string collection, Retrieve points, Purpose purpose, CancellationToken cancellationToken) =>
        (await ReadAsync(collection, "/points", purpose, points, Json.Retrieve, Json.StoredPoints, cancellationToken)).Result;

    /// <summary>POST /collections/{name}/points/scroll: one page; 400 when it is ordered by a field without an index.</summary>
    public async Task<ScrollPage> ScrollAsync(string collection, Scroll page, Purpose purpose, CancellationToken cancellationToken) =>
        (await ReadAsync(collection, "/points/scroll", purpose, page, Json.Scroll, Json.AnswerScrollPage, cancellationToken)).Result;

    /// <summary>POST /collections/{name}/points/count.</summary>
    public async Task<long> CountAsync(string collection, Count count, CancellationToken cancellationToken) =>
        (await ReadAsync(collection, "/points/count", Purpose.Question, count, Json.Count, Json.AnswerCounted, cancellationToken)).Result.Count;

    /// <summary>POST /collections/{name}/facet: how many points hold each value of an indexed integer field.</summary>
    public async Task<IReadOnlyList<FacetHit>> FacetAsync(string collection, Facet facet, CancellationToken cancellationToken) =>
        (await ReadAsync(collection, "/facet", Purpose.Question, facet, Json.Facet, Json.AnswerFacetHits, cancellationToken)).Result.Hits;

    /// <summary>POST /collections/{name}/points/query/batch: several searches at once; one that is refused (400) fails all.</summary>
    public async Task<IReadOnlyList<Found>> QueryAsync(string collection, IReadOnlyList<Search> searches, CancellationToken cancellationToken) =>
        (await ReadAsync(
            collection, "/points/query/batch", Purpose.Question, new QueryBatch(searches), Json.QueryBatch, Json.FoundLists, cancellationToken)).Result;

    private Task<TResult> ReadAsync<TBody, TResult>(
        string collection,
        string rest,
        Purpose purpose,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TResult> result,
        CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, Path(collection, $"{rest}?timeout={Seconds(purpose)}"), purpose, body, bodyType, result, cancellationToken);

    // With wait=false failures would only be in the server's log. "strong" sends all writes of a shard through its leader.
    private async Task UpdateAsync<TBody>(
        HttpMethod method,
        string path,
        Purpose purpose,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        CancellationToken cancellationToken)
    {
        var whole = $"{path}?wait=true&ordering=strong&timeout={Seconds(purpose)}";
        for (var attempt = 0; ; attempt++)
        {
            var result = (await SendAsync(method, whole, purpose, body, bodyType, Json.AnswerUpdateResult, cancellationToken)).Result;
            if (result.Status == "completed")
            {
                return;
            }

            if (attempt > 0)
            {
                throw new QdrantException($"{method} /{path}", $"The write was accepted but is \"{result.Status}\".") { TimedOut = true };
            }
        }
    }
}
