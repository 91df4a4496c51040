using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ReleaseBot.Api.Documentation;

/// <summary>The description of the API at /openapi/v1.json, in OpenAPI 3.1.</summary>
internal static class ApiDocument
{
    private const string Introduction = """
        Answers from press releases, with citations whose quotes are verbatim: for every citation `text.substring(start, end) === quote`, where
        `text` is the release's canonical text and positions count UTF-16 code units.

        **Errors** are ProblemDetails (RFC 9457) with a `remedy` in words; below `/v1` they have the form of OpenAI's API.

        **Models** reach the releases by the Model Context Protocol at `/mcp` (streamable HTTP): `search_releases`, `get_release`, `ask_releases`.
        """;

    private static readonly (string Name, string Description)[] _tags =
    [
        ("Answers", "Questions and their cited answers."),
        ("Search", "Passages, without an answer."),
        ("Releases", "The releases themselves."),
        ("Chat clients", "OpenAI's API, for clients that speak it. Set the base address to …/v1 and the model to release-bot."),
        ("Access", "Tokens for pages."),
        ("Administration", "What was asked and how it was rated."),
        ("Operations", "For pages and those who run the server."),
    ];

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(document =>
    {
        document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        document.AddSchemaTransformer<SchemaDetails>();
        document.AddOperationTransformer<ErrorDetails>();
        document.AddDocumentTransformer(DescribeAsync);
    });

    private static async Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "Release Bot";
        document.Info.Version = ApiVersion.Text;
        document.Info.Description = Introduction;
        document.Info.License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" };
        document.Tags = new HashSet<OpenApiTag>(_tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        document.AddComponent<IOpenApiSecurityScheme>(KeySecurity.Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key (bot keys add), or a page's token (POST /api/session).",
        });
        document.AddComponent<IOpenApiSecurityScheme>(KeySecurity.Header, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "X-Api-Key",
            Description = "The same key in a header of its own.",
        });
        foreach (var (type, name) in EventStreams.Schemas)
        {
            document.AddComponent<IOpenApiSchema>(name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
        }
    }
}

/// <summary>Names of the security schemes.</summary>
internal static class KeySecurity
{
    /// <summary>A key as bearer token.</summary>
    public const string Bearer = "key";

    /// <summary>A key in a header of its own.</summary>
    public const string Header = "keyHeader";
}
