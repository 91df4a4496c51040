using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ReleaseBot.Api.ChatCompletions;

namespace ReleaseBot.Api.Documentation;

/// <summary>
/// Gives every error an example and its headers, says which operations take a key, and below /v1 states the form errors have there.
/// </summary>
internal sealed class ErrorDetails : IOpenApiOperationTransformer
{
    private const string ProblemType = "application/problem+json";
    private const string JsonType = "application/json";

    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var isChat = context.Description.RelativePath?.StartsWith(ChatEndpoints.Prefix.TrimStart('/') + "/", StringComparison.Ordinal) == true;
        foreach (var (code, response) in operation.Responses ?? [])
        {
            if (int.TryParse(code, CultureInfo.InvariantCulture, out var status) && status >= 400 && response is OpenApiResponse error)
            {
                error.Content = isChat
                    ? new Dictionary<string, OpenApiMediaType> { [JsonType] = Media(await ChatSchemaAsync(context, cancellationToken), ChatExample(status)) }
                    : new Dictionary<string, OpenApiMediaType> { [ProblemType] = Media(error.Content?[ProblemType].Schema, ProblemExample(status)) };
                AddHeaders(error, status);
            }
        }

        if (operation.Responses?.ContainsKey("401") == true)
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(KeySecurity.Bearer, context.Document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(KeySecurity.Header, context.Document)] = [] },
            ];
        }
    }

    private static OpenApiMediaType Media(IOpenApiSchema? schema, JsonNode example) => new() { Schema = schema, Example = example };

    private static async Task<IOpenApiSchema> ChatSchemaAsync(OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        document.AddComponent<IOpenApiSchema>(nameof(ChatError), await context.GetOrCreateSchemaAsync(typeof(ChatError), null, cancellationToken));
        return new OpenApiSchemaReference(nameof(ChatError), document);
    }

    private static JsonNode ProblemExample(int status) => Example.Node(Typical(status));

    private static JsonNode ChatExample(int status) => Example.Node(ChatErrorWriter.Of(Typical(status)));

    private static ProblemDetails Typical(int status) => (status switch
    {
        StatusCodes.Status400BadRequest => Problems.Field("from", "\"from\" is no date.", "Write a day of the calendar as 2024-03-31."),
        StatusCodes.Status409Conflict => Problems.Of(
            status, "This id belongs to a release that came from a file.", "Send it under another id, or delete the release that has this one."),
        StatusCodes.Status422UnprocessableEntity => AskEndpoint.KeyConflict(),
        StatusCodes.Status503ServiceUnavailable => Problems.Of(status, AnswerGate.Refusal, AnswerGate.Remedy),
        _ => Problems.OfStatus(status),
    }).ProblemDetails;

    private static void AddHeaders(OpenApiResponse response, int status)
    {
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["Retry-After"] = new OpenApiHeader
            {
                Description = "Seconds after which to try again, where that is known.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            };
        }
    }
}
