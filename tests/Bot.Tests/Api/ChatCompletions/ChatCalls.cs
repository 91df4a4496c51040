using System.Text.Json;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>Asks for chat completions in bare JSON.</summary>
internal static class ChatCalls
{
    /// <summary>The messages of a dialogue that begins.</summary>
    public const string Who = """[{"role": "user", "content": "Who?"}]""";

    public static Task<(HttpResponseMessage Response, JsonElement Body)> ChatAsync(
        this ApiUnderTest api, string messages, bool stream = false, bool usage = true) =>
        api.SendAsync(HttpMethod.Post, "/v1/chat/completions", Body(messages, stream, usage));

    public static string Body(string messages, bool stream, bool usage) =>
        $$"""
        {"model": "release-bot", "messages": {{messages}}, "stream": {{(stream ? "true" : "false")}},
         "stream_options": {"include_usage": {{(usage ? "true" : "false")}}} }
        """;
}
