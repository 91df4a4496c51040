using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ReleaseBot.Teams.Protocol;

/// <summary>How activities are read and written.</summary>
internal static class TeamsJson
{
    private const int Deepest = 64;

    private static readonly JsonSerializerOptions _settings = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = Deepest,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Teams counts UTF-16 units of the JSON; escaped letters would count six times.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = TeamsJsonContext.Default,
    };

    /// <summary>The activity in a body; null when it is none, or holds what is no text.</summary>
    public static Activity? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TypeInfo<Activity>());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    public static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, TypeInfo<T>());

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)_settings.GetTypeInfo(typeof(T));
}

/// <summary>Code generated for what is read and written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(StreamInfo))]
[JsonSerializable(typeof(MessageEntity))]
[JsonSerializable(typeof(AnswerChannelData))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class TeamsJsonContext : JsonSerializerContext;

/// <summary>The answer to an activity that expects its replies at once.</summary>
internal sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);
