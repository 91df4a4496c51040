using System.ClientModel;
using System.Text.Json;
using Microsoft.SemanticKernel;

namespace ReleaseBot.Answers.Generation;

/// <summary>Why the model's words are not shown.</summary>
/// <param name="reason">A word for programs: "timeout", "rate-limit", "unavailable", "refused", "content-filter", "malformed", "empty", "endless", "budget", "unproved", "unknown".</param>
/// <param name="message">A sentence for people, without anything of the question, the answer or the key.</param>
internal sealed class ModelFault(string reason, string message) : Exception(message)
{
    private const int TooManyRequests = 429;

    /// <summary>The word for programs.</summary>
    public string Reason { get; } = reason;

    /// <summary>What took longer than allowed.</summary>
    public static ModelFault Late(string setting, TimeSpan limit) => new("timeout", $"The language model did not answer within {limit.TotalSeconds:0.#} s ({setting}).");

    /// <summary>What an exception of the client means; its own message may hold parts of the key or the question and is left out.</summary>
    public static ModelFault Of(Exception failure) => Innermost(failure) switch
    {
        ModelFault known => known,
        ClientResultException client => OfStatus(client.Status, client),
        HttpOperationException { StatusCode: { } status } => OfStatus((int)status, null),
        HttpRequestException { StatusCode: { } status } => OfStatus((int)status, null),
        HttpRequestException or IOException or System.Net.Sockets.SocketException => new("unavailable", "The language model cannot be reached. Check Llm:Endpoint and the network."),
        JsonException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException or KeyNotFoundException =>
            new("malformed", "The language model's server sent what is no chat completion. Check Llm:Endpoint and Llm:Model."),
        var other => new("unknown", $"The language model failed ({other.GetType().Name})."),
    };

    private static ModelFault OfStatus(int status, ClientResultException? client) => status switch
    {
        TooManyRequests => new("rate-limit", "The language model's server takes no more calls for now (429)."),
        400 when IsFiltered(client) => Filtered(),
        401 or 403 => new("refused", $"The language model's server refused the key ({status}). Check Llm:ApiKey."),
        404 => new("refused", "The language model's server knows no such model or address (404). Check Llm:Endpoint and Llm:Model."),
        >= 500 or 408 => new("unavailable", $"The language model's server failed ({status})."),
        0 => new("unavailable", "The language model cannot be reached. Check Llm:Endpoint and the network."),
        _ => new("refused", $"The language model's server refused the call ({status})."),
    };

    /// <summary>The provider's filter stopped the prompt or the answer.</summary>
    public static ModelFault Filtered() => new("content-filter", "The language model's content filter stopped the answer.");

    private static bool IsFiltered(ClientResultException? client) =>
        client?.GetRawResponse()?.Content?.ToString() is { } body && body.Contains("content_filter", StringComparison.OrdinalIgnoreCase);

    private static Exception Innermost(Exception failure)
    {
        while (failure is not (ModelFault or ClientResultException or HttpOperationException or HttpRequestException or JsonException) && failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure;
    }
}
