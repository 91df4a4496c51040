using Microsoft.Extensions.FileProviders;

namespace ReleaseBot.Api;

/// <summary>The widget and the press room's static files, and the headers that keep pages (and the API) from being misused by others.</summary>
internal static class PageFiles
{
    /// <summary>Content-Security-Policy of pages.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Any page may load the widget: it holds no secret.
    private const string Widget = "widget.js";

    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Serves <paramref name="files"/>.</summary>
    public static void UsePageFiles(this WebApplication app, IFileProvider files) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = files,
        OnPrepareResponse = prepared =>
        {
            var headers = prepared.Context.Response.Headers;
            headers.ContentSecurityPolicy = PagePolicy;
            headers.CacheControl = "no-cache";
            if (prepared.File.Name == Widget)
            {
                headers.AccessControlAllowOrigin = "*";
                headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            }
        },
    });

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
