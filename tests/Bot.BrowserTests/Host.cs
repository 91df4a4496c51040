using Microsoft.Playwright;

namespace ReleaseBot.Browser;

/// <summary>Pages of somebody else that carry the widget; they stand at /host of the server under test.</summary>
internal static class Host
{
    /// <summary>An origin whose pages may use the scripted server.</summary>
    public const string AllowedOrigin = "http://press.example";

    /// <summary>Serves <paramref name="html"/> there, with a content security policy or without any.</summary>
    public static Task ServeAsync(IBrowserContext context, string html, string? policy = null) => context.RouteAsync("**/host", route => route.FulfillAsync(new()
    {
        ContentType = "text/html; charset=utf-8",
        Body = html,
        Headers = policy is null ? null : new Dictionary<string, string> { ["Content-Security-Policy"] = policy },
    }));
}
