using Microsoft.Extensions.FileProviders;

namespace ReleaseBot.Api;

/// <summary>The page at "/", a few static files, and the headers that keep it (and the API) from being misused by others.</summary>
internal static class PageFiles
{
    /// <summary>Content-Security-Policy of pages.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Serves the page from <paramref name="files"/>.</summary>
    public static void UsePage(this WebApplication app, IFileProvider files)
    {
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = prepared =>
            {
                prepared.Context.Response.Headers.ContentSecurityPolicy = PagePolicy;
                prepared.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }

    /// <summary>Sets the headers of every response.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ApiPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(context);
    });
}
