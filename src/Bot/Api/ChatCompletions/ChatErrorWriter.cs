using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>Writes every problem below /v1, wherever it arose, as clients of OpenAI's API expect errors.</summary>
internal sealed class ChatErrorWriter : IProblemDetailsWriter
{
    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments(ChatEndpoints.Prefix);

    /// <inheritdoc/>
    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = context.ProblemDetails.Status ?? response.StatusCode;
        return new ValueTask(response.WriteAsJsonAsync(
            Of(context.ProblemDetails), ApiJson.TypeInfo<ChatError>(), cancellationToken: context.HttpContext.RequestAborted));
    }

    /// <summary>The error behind a problem; the remedy is part of its message.</summary>
    public static ChatError Of(ProblemDetails problem)
    {
        var status = problem.Status ?? StatusCodes.Status500InternalServerError;
        var remedy = problem.Extensions.TryGetValue("remedy", out var words) ? $" {words}" : string.Empty;
        var field = FieldOf(problem);
        return new ChatError(new ChatErrorDetail($"{problem.Detail ?? problem.Title}{remedy}", TypeOf(status), field, CodeOf(status, field)));
    }

    /// <summary>The same as the data of an event, for an answer that breaks off while it is streamed.</summary>
    public static string ToData(string reason, string remedy) => JsonSerializer.Serialize(
        Of(Problems.Of(StatusCodes.Status503ServiceUnavailable, reason, remedy).ProblemDetails), ApiJson.TypeInfo<ChatError>());

    private static string? FieldOf(ProblemDetails problem) =>
        problem.Extensions.TryGetValue("errors", out var errors) && errors is IReadOnlyDictionary<string, string[]> named
            ? named.Keys.FirstOrDefault(name => name != "$")
            : null;

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    private static string CodeOf(int status, string? field) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid_value",
        StatusCodes.Status401Unauthorized => "invalid_api_key",
        StatusCodes.Status403Forbidden => "insufficient_permissions",
        StatusCodes.Status404NotFound when field == "model" => "model_not_found",
        StatusCodes.Status429TooManyRequests => "rate_limit_exceeded",
        StatusCodes.Status503ServiceUnavailable => "service_unavailable",
        _ => status.ToString(CultureInfo.InvariantCulture),
    };
}
