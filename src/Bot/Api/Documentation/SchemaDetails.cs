using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ReleaseBot.Api.ChatCompletions;

namespace ReleaseBot.Api.Documentation;

/// <summary>What the types cannot say of themselves: fields that must be there, fields added to problems, content in two forms.</summary>
internal sealed class SchemaDetails : IOpenApiSchemaTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        Describe(schema, context.JsonTypeInfo.Type);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(ProblemDetails))
        {
            DescribeProblem(schema);
        }
        else if (type == typeof(AskRequest))
        {
            Require(schema, "question");
        }
        else if (type == typeof(ChatRequest))
        {
            Require(schema, "model", "messages");
            // Clients send fields of OpenAI's API that are not listed here.
            schema.AdditionalPropertiesAllowed = true;
        }
        else if (type == typeof(ChatMessage))
        {
            Require(schema, "role");
        }
        else if (type == typeof(ChatContent))
        {
            DescribeContent(schema);
        }
    }

    private static void DescribeProblem(OpenApiSchema schema)
    {
        schema.Description = "An error (RFC 9457): what is wrong, and what to do about it.";
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["remedy"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What to do about it." };
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "What is wrong, by the name of the field; $ is the body.",
            AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Finds the request in the server's traces." };
        Require(schema, "title", "status", "detail", "remedy");
    }

    private static void DescribeContent(OpenApiSchema schema)
    {
        schema.Type = null;
        schema.OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.Null },
            new OpenApiSchema { Type = JsonSchemaType.String },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "type", "text" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "text; other parts of a question are refused." },
                        ["text"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
        ];
    }

    private static void Require(OpenApiSchema schema, params string[] names)
    {
        schema.Required ??= new HashSet<string>();
        foreach (var name in names)
        {
            schema.Required.Add(name);
            if (schema.Properties?[name] is OpenApiSchema property)
            {
                property.Type &= ~JsonSchemaType.Null;
            }
        }
    }
}
