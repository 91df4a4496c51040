using Scalar.AspNetCore;

namespace ReleaseBot.Api.Documentation;

/// <summary>The description of the API for people, at /docs. Its script comes with the package; nothing is loaded from elsewhere.</summary>
internal static class DocsPage
{
    private const string Address = "/docs";

    /// <summary>Maps it.</summary>
    public static RouteGroupBuilder MapDocs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Address);
        group.MapScalarApiReference(string.Empty, (page, context) =>
        {
            page.Title = "Release Bot API";
            page.DefaultFonts = false;
            page.Telemetry = false;
            page.ProxyUrl = null;
            page.HideClientButton = true;
            page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            page.Agent = new ScalarAgentOptions { Disabled = true };
            page.Mcp = new ScalarMcpOptions { Disabled = true };
            page.DynamicBaseServerUrl = true;
            page.WithNonce();
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy(context.Items[ScalarOptions.NonceHttpContextItemKey]);
                return Task.CompletedTask;
            });
        });
        return group;
    }

    // The page's script writes its own styles; it runs by a value made anew for every response, and reaches this server only.
    private static string Policy(object? nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
