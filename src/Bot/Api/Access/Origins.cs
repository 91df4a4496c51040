using Microsoft.Extensions.Options;

namespace ReleaseBot.Api.Access;

/// <summary>Which pages may use the bot: the server's own, and those of the configured origins, compared exactly.</summary>
internal sealed class Origins(IOptions<AccessOptions> options)
{
    private readonly HashSet<string> _allowed = [.. options.Value.AllowedOrigins.Select(Normal)];

    /// <summary>The configured ones, as browsers write them.</summary>
    public IEnumerable<string> Allowed => _allowed;

    /// <summary>Whether <paramref name="text"/> is an origin and nothing more: http or https, host, port.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && uri.Host.Length > 0;

    /// <summary>
    /// The origin of the page that sent the request. A browser names it, except when a page reads from its own server; other programs name
    /// what they like.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var named = request.Headers.Origin.ToString();
        return named.Length > 0 ? named : Own(request);
    }

    /// <summary>Whether pages of <paramref name="origin"/> may use the bot.</summary>
    public bool MayUse(string origin, HttpRequest request) => _allowed.Contains(origin) || origin == Own(request);

    private static string Own(HttpRequest request) => Normal($"{request.Scheme}://{request.Host}");

    // Lower case, host in its ASCII form, no default port: as browsers send it.
    private static string Normal(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            ? $"{uri.Scheme}://{(uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost)}{(uri.IsDefaultPort ? string.Empty : $":{uri.Port}")}"
            : origin;
}
