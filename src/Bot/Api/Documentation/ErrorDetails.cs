using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.ChatCompletions;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Documentation;

/// <summary>
/// Gives every error an example and its headers, says which operations take a key, and below /v1 states the form errors have there.
/// </summary>
internal sealed class ErrorDetails(IOptions<AccessOptions> access) : IOpenApiOperationTransformer
{
    private const string ProblemType = "application/problem+json";
    private const string JsonType = "application/json";

    private static readonly (string Name, string Description)[] _limits =
    [
        ("Retry-After", "Seconds after which to try again."),
        ("RateLimit-Limit", "Requests allowed in the window; on every counted response."),
        ("RateLimit-Remaining", "Requests left in it; on every counted response."),
        ("RateLimit-Reset", "Seconds until the next window; on every counted response."),
    ];

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
            var scope = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().LastOrDefault()?.Scope;
            if (scope is not null && Scopes.OfVisitors.Contains(scope) && !access.Value.RequireKey)
            {
                operation.Security.Add([]);
            }
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
        StatusCodes.Status429TooManyRequests => Problems.Of(status, AnswerGate.Refusal, AnswerGate.Remedy),
        StatusCodes.Status503ServiceUnavailable => Problems.Of(
            status, "The index file is damaged.", "Mend the index as the detail says; /readyz is green again when it is done."),
        _ => Problems.OfStatus(status),
    }).ProblemDetails;

    private static void AddHeaders(OpenApiResponse response, int status)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            response.Headers = _limits.ToDictionary(header => header.Name, IOpenApiHeader (header) => new OpenApiHeader
            {
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            });
        }
    }
}
