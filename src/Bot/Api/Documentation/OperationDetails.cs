using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ReleaseBot.Api.Documentation;

/// <summary>What the description of an endpoint says beyond its types: fields of the query, headers and examples.</summary>
internal static class OperationDetails
{
    private const string Json = "application/json";

    /// <summary>A field of the query that is text.</summary>
    public static RouteHandlerBuilder WithQueryText(
        this RouteHandlerBuilder endpoint, string name, string description, string example, bool required = false) => endpoint.WithParameter(
            name, ParameterLocation.Query, description, new OpenApiSchema { Type = JsonSchemaType.String }, example, required);

    /// <summary>A field of the query that is a whole number.</summary>
    public static RouteHandlerBuilder WithQueryNumber(
        this RouteHandlerBuilder endpoint, string name, string description, int least, int most, int otherwise) => endpoint.WithParameter(
            name,
            ParameterLocation.Query,
            description,
            new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = least.ToString(CultureInfo.InvariantCulture),
                Maximum = most.ToString(CultureInfo.InvariantCulture),
                Default = otherwise,
            },
            otherwise,
            required: false);

    /// <summary>The fields of the query that say which releases count.</summary>
    public static RouteHandlerBuilder WithQueryFilter(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithParameter("from", ParameterLocation.Query, "First day.", Day(), "2024-11-01", required: false);
        endpoint.WithParameter("to", ParameterLocation.Query, "Last day.", Day(), "2024-11-30", required: false);
        return endpoint
            .WithQueryText("issuer", "An issuer's name, whole.", "Ilvane Commission, Secretariat")
            .WithQueryText("language", "ISO 639-1 code.", "en");

        static OpenApiSchema Day() => new() { Type = JsonSchemaType.String, Format = "date" };
    }

    /// <summary>What a part of the path means.</summary>
    public static RouteHandlerBuilder WithPathText(this RouteHandlerBuilder endpoint, string name, string description, string example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var parameter = operation.Parameters?.OfType<OpenApiParameter>().SingleOrDefault(each => each.Name == name)
                ?? throw new InvalidOperationException($"The path has no \"{name}\".");
            parameter.Description = description;
            parameter.Example = example;
            return Task.CompletedTask;
        });

    /// <summary>The header that makes a request safe to repeat.</summary>
    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithParameter(
            IdempotencyKey.Header,
            ParameterLocation.Header,
            "One new random value a question. Sent again with the same question within Api:RepeatWindow (10 minutes), it gets the first answer, " +
            $"marked {IdempotencyKey.ReplayedHeader}: true; while that is still being made, it waits. With another question: 422.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.Longest },
            "5f0c7d0e-6a0b-4b0e-9d0c-2f6f0f6f6a11",
            required: false);

    /// <summary>A body to send.</summary>
    public static RouteHandlerBuilder WithRequestExample<T>(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            Add(operation.RequestBody?.Content, Json, name, summary, Example.Request<T>(name));
            return Task.CompletedTask;
        });

    /// <summary>A body that comes back.</summary>
    public static RouteHandlerBuilder WithResponseExample<T>(this RouteHandlerBuilder endpoint, string name, string summary, int status = StatusCodes.Status200OK) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            Add(operation.Responses?[status.ToString(CultureInfo.InvariantCulture)].Content, Json, name, summary, Example.Response<T>(name));
            return Task.CompletedTask;
        });

    /// <summary>A body that comes as server-sent events, instead of the JSON that the endpoint also gives.</summary>
    public static RouteHandlerBuilder WithEventStream(this RouteHandlerBuilder endpoint, string description, Func<string> sample) =>
        endpoint.WithTextExample("text/event-stream", sample, description);

    /// <summary>A body that comes as text.</summary>
    public static RouteHandlerBuilder WithTextExample(this RouteHandlerBuilder endpoint, string type, Func<string> sample, string? description = null) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var response = operation.Responses?["200"] as OpenApiResponse ?? throw new InvalidOperationException("Declare what the endpoint produces first.");
            response.Content ??= new Dictionary<string, OpenApiMediaType>();
            response.Content[type] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = description },
                Example = sample(),
            };
            return Task.CompletedTask;
        });

    private static RouteHandlerBuilder WithParameter(
        this RouteHandlerBuilder endpoint,
        string name,
        ParameterLocation place,
        string description,
        OpenApiSchema schema,
        JsonNode example,
        bool required) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = place,
            Description = description,
            Required = required,
            Schema = schema,
            Example = example.DeepClone(),
        });
        return Task.CompletedTask;
    });

    private static void Add(IDictionary<string, OpenApiMediaType>? content, string type, string name, string summary, JsonNode value)
    {
        var media = content?[type] ?? throw new InvalidOperationException($"The endpoint of the example \"{name}\" has no {type}.");
        media.Examples ??= new Dictionary<string, IOpenApiExample>();
        media.Examples[name] = new OpenApiExample { Summary = summary, Value = value };
    }
}
