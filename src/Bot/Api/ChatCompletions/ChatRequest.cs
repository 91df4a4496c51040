using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>
/// Body of POST /v1/chat/completions. Fields that only matter to a model that writes freely (temperature, max_tokens, tools, …) are
/// accepted and have no effect; those whose promise could not be kept are refused.
/// </summary>
internal sealed record ChatRequest
{
    [Description("release-bot, as GET /v1/models lists it.")]
    public string? Model { get; init; }

    [Description("The conversation, oldest first; the last message is the question. Instructions (system, developer) have no effect.")]
    public IReadOnlyList<ChatMessage?>? Messages { get; init; }

    [Description("Send the answer as server-sent events.")]
    public bool? Stream { get; init; }

    [JsonPropertyName("stream_options")]
    [Description("What a stream ends with.")]
    public ChatStreamOptions? StreamOptions { get; init; }

    [Description("How many answers: 1.")]
    public int? N { get; init; }

    [JsonPropertyName("response_format")]
    [Description("Text only.")]
    public ChatResponseFormat? ResponseFormat { get; init; }

    [JsonPropertyName("tool_choice")]
    [Description("none or auto; the bot calls no tools.")]
    public JsonElement? ToolChoice { get; init; }
}

/// <summary>One message of the conversation.</summary>
internal sealed record ChatMessage
{
    [Description("user, assistant, or one that has no effect: system, developer, tool, function.")]
    public string? Role { get; init; }

    [Description("The text, or its parts.")]
    public ChatContent? Content { get; init; }
}

/// <summary>A message's text; on the wire a string, or a list of parts.</summary>
/// <param name="Text">The text parts, a line break between them.</param>
/// <param name="HasOther">Whether there were parts of another kind, such as images.</param>
[JsonConverter(typeof(ChatContentConverter))]
internal sealed record ChatContent(string Text, bool HasOther);

/// <summary>What a stream ends with.</summary>
internal sealed record ChatStreamOptions
{
    [JsonPropertyName("include_usage")]
    [Description("Send a last chunk with the usage.")]
    public bool? IncludeUsage { get; init; }
}

/// <summary>The form of the answer.</summary>
internal sealed record ChatResponseFormat
{
    [Description("text")]
    public string? Type { get; init; }
}

/// <summary>Reads a message's content in either of its forms.</summary>
internal sealed class ChatContentConverter : JsonConverter<ChatContent>
{
    public override ChatContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new ChatContent(reader.GetString()!, false);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A message's content is a string or a list of parts.");
        }

        using var parts = JsonDocument.ParseValue(ref reader);
        var texts = parts.RootElement.EnumerateArray().Select(TextOf).ToArray();
        return new ChatContent(string.Join('\n', texts.OfType<string>()), texts.Contains(null));
    }

    public override void Write(Utf8JsonWriter writer, ChatContent value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);

    private static string? TextOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
