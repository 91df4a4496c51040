using Microsoft.Extensions.FileProviders;

namespace ReleaseBot.Api;

/// <summary>The page /admin/: a static file that asks for the admin key and reads /api/admin with it.</summary>
internal static class AdminPage
{
    private const string File = "admin/index.html";

    /// <summary>Maps it; its script and style sheet are among the static <paramref name="files"/>.</summary>
    public static void MapAdminPage(this IEndpointRouteBuilder routes, IFileProvider files) => routes.MapGet("/admin", (HttpContext context) =>
    {
        // The page names its files from its own folder.
        if (!context.Request.Path.Value!.EndsWith('/'))
        {
            return Results.LocalRedirect($"{context.Request.PathBase}/admin/", permanent: true);
        }

        context.Response.Headers.ContentSecurityPolicy = PageFiles.PagePolicy;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.File(files.GetFileInfo(File).PhysicalPath!, "text/html; charset=utf-8");
    }).ExcludeFromDescription();
}
