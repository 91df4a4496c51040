using NJsonSchema;
using NSwag;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Qdrant;

/// <summary>What Qdrant's API document, made strict, says about requests and answers, with rules that it leaves out.</summary>
internal sealed class ApiDocument
{
    private static readonly Lazy<Task<ApiDocument>> _strict = new(() => LoadAsync(StrictDocument.Of));
    private static readonly Lazy<Task<ApiDocument>> _asIs = new(() => LoadAsync(json => json));

    private readonly OpenApiDocument _document;

    private ApiDocument(OpenApiDocument document) => _document = document;

    /// <summary>Made strict: what everything is checked against.</summary>
    public static Task<ApiDocument> Strict => _strict.Value;

    /// <summary>As published, for comparison.</summary>
    public static Task<ApiDocument> AsPublished => _asIs.Value;

    /// <summary>The document's name of an operation, such as <c>PUT /collections/{collection_name}/points</c>; null where it has none.</summary>
    public string? NameOf(string method, string target) => Find(method, target).Name;

    /// <summary>What is wrong with a request.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="body">JSON, or null without a body.</param>
    /// <param name="unwritten">Whether the rules count that the document leaves out.</param>
    public IReadOnlyList<string> CheckRequest(string method, string target, string? body, bool unwritten = true)
    {
        if (Find(method, target) is not ({ } operation, { } name))
        {
            return [$"{method} {target}: no such operation"];
        }

        var schema = operation.RequestBody?.Content["application/json"].Schema;
        var wrong = (schema, body) switch
        {
            (null, null) => [],
            (null, _) => ["a body where none is taken"],
            (_, null) => ["no body"],
            _ => schema.ActualSchema.Validate(body, SchemaType.OpenApi3).Select(error => error.ToString()).Concat(unwritten ? UnwrittenRules.Check(body) : []),
        };
        return [.. wrong.Concat(QueryRules.Check(operation, target)).Select(error => $"{name}: {error}")];
    }

    /// <summary>What is wrong with an answer.</summary>
    /// <param name="method">HTTP method of its request.</param>
    /// <param name="target">Path and query of its request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">JSON.</param>
    public IReadOnlyList<string> CheckAnswer(string method, string target, int status, string body)
    {
        if (Find(method, target) is not ({ } operation, { } name))
        {
            return [$"{method} {target}: no such operation"];
        }

        var responses = operation.ActualResponses;
        var response = responses.GetValueOrDefault($"{status}")
            ?? (status is >= 400 and < 500 ? responses.GetValueOrDefault("4XX") : responses.GetValueOrDefault("default"));
        if (response is null || !response.Content.TryGetValue("application/json", out var content))
        {
            return [$"{name}: {status} is not documented"];
        }

        return [.. content.Schema.ActualSchema.Validate(body, SchemaType.OpenApi3).Select(error => $"{name}: {status}: {error}")];
    }

    private (OpenApiOperation? Operation, string? Name) Find(string method, string target)
    {
        var path = target.Split('?')[0].Split('/');
        var best = _document.Paths
            .Where(each => Fits(each.Key.Split('/'), path) && each.Value.ContainsKey(method.ToLowerInvariant()))
            .OrderBy(each => each.Key.Count(letter => letter == '{'))
            .FirstOrDefault();
        return best.Value is null ? (null, null) : (best.Value[method.ToLowerInvariant()], $"{method} {best.Key}");
    }

    private static bool Fits(string[] template, string[] path) =>
        template.Length == path.Length
        && template.Zip(path).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));

    private static async Task<ApiDocument> LoadAsync(Func<string, string> change) =>
        new(await OpenApiDocument.FromJsonAsync(change(await File.ReadAllTextAsync(References.PathOf("qdrant/openapi-1.19.json")))));
}
