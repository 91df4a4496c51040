using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace ReleaseBot.Api.Documentation;

/// <summary>The description as a client reads it, with its schemas made to check values.</summary>
internal sealed class OpenApiDocument(JsonElement root)
{
    private static readonly EvaluationOptions _options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly JsonObject _schemas = (JsonObject)Localized(root.GetProperty("components").GetProperty("schemas"))!;

    public JsonElement Root => root;

    public static async Task<OpenApiDocument> ReadAsync(HttpClient client)
    {
        var text = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        return new OpenApiDocument(JsonElement.Parse(text));
    }

    /// <summary>Every operation, by method and path.</summary>
    public IEnumerable<(string Method, string Path, JsonElement Operation)> Operations =>
        from path in root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    /// <summary>Every body an operation takes or gives: where it stands, and its schema and examples.</summary>
    public IEnumerable<(string Place, JsonElement Media)> Bodies =>
        from each in Operations
        from body in BodiesOf(each.Operation)
        from media in body.Content.EnumerateObject()
        select ($"{each.Method} {each.Path} {body.Name} {media.Name}", media.Value);

    public JsonElement Operation(string method, string path) =>
        root.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant());

    public JsonElement SchemaOf(string method, string path, int status, string type = "application/json") =>
        Operation(method, path).GetProperty("responses").GetProperty($"{status}").GetProperty("content").GetProperty(type).GetProperty("schema");

    public JsonElement Component(string name) => root.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>What <paramref name="value"/> breaks of <paramref name="schema"/>; empty when it fits.</summary>
    public string Faults(JsonElement schema, JsonElement value)
    {
        var whole = (JsonObject)Localized(schema)!;
        whole["$defs"] = _schemas.DeepClone();
        var result = JsonSchema.FromText(whole.ToJsonString()).Evaluate(value, _options);
        return result.IsValid ? string.Empty : string.Join('\n', result.Details!
            .Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}"));
    }

    /// <summary>The values of examples beside a schema.</summary>
    public static IEnumerable<JsonElement> ExamplesOf(JsonElement media)
    {
        if (media.TryGetProperty("example", out var one))
        {
            yield return one;
        }

        if (media.TryGetProperty("examples", out var named))
        {
            foreach (var example in named.EnumerateObject())
            {
                yield return example.Value.GetProperty("value");
            }
        }
    }

    private static IEnumerable<(string Name, JsonElement Content)> BodiesOf(JsonElement operation)
    {
        if (operation.TryGetProperty("requestBody", out var request))
        {
            yield return ("request", request.GetProperty("content"));
        }

        foreach (var response in operation.GetProperty("responses").EnumerateObject())
        {
            if (response.Value.TryGetProperty("content", out var content))
            {
                yield return (response.Name, content);
            }
        }
    }

    // References point into the schema itself.
    private static JsonNode? Localized(JsonElement schema) =>
        JsonNode.Parse(schema.GetRawText().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
}
