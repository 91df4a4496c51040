using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Api.Documentation;

/// <summary>Examples of requests and responses, as the bot gave them over its sample releases; read through the types they are of.</summary>
internal static class Example
{
    /// <summary>What their resources' names begin with.</summary>
    public const string Prefix = "examples/";

    /// <summary>The example of that name.</summary>
    /// <exception cref="JsonException">It is not of that type.</exception>
    public static T Of<T>(string name)
    {
        using var stream = typeof(Example).Assembly.GetManifestResourceStream($"{Prefix}{name}.json")
            ?? throw new FileNotFoundException($"There is no example \"{name}\".");
        return JsonSerializer.Deserialize(stream, ApiJson.TypeInfo<T>()) ?? throw new JsonException($"The example \"{name}\" is null.");
    }

    /// <summary>The example as the API writes it.</summary>
    public static JsonNode Response<T>(string name) => Node(Of<T>(name));

    /// <summary>The example as a client sends it: without the fields it leaves out.</summary>
    public static JsonNode Request<T>(string name) => WithoutNulls(Node(Of<T>(name)))!;

    /// <summary>A value as the API writes it.</summary>
    public static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, ApiJson.TypeInfo<T>())!;

    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields
            .Where(field => field.Value is not null)
            .Select(field => KeyValuePair.Create(field.Key, WithoutNulls(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutNulls)]),
        _ => node?.DeepClone(),
    };
}
