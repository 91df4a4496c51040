using System.Net;
using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Authentication;

/// <summary>
/// Which addresses replies, and with them the bot's token, may go to. The address comes with the activity, so a wrong one could send
/// requests into our own network or hand the token to a stranger.
/// </summary>
internal sealed class ServiceUrls(IOptions<TeamsOptions> options, TeamsHost host)
{
    private readonly IReadOnlyList<string> _hosts = [.. Cloud.Of(options.Value.Cloud).ServiceHosts, .. options.Value.ServiceHosts.Where(entry => !string.IsNullOrEmpty(entry))];
    private readonly bool _emulator = host.Mode(options.Value) == TeamsMode.Emulator;

    /// <summary>The address, ending in one slash; null when it must not be used.</summary>
    public Uri? Trusted(string? serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return null;
        }

        return IsTrusted(address) ? new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/") : null;
    }

    /// <summary>Whether two addresses are the same but for one slash at the end.</summary>
    public static bool AreSame(string? one, string? other) =>
        Uri.TryCreate(one, UriKind.Absolute, out var left)
        && Uri.TryCreate(other, UriKind.Absolute, out var right)
        && (left.Scheme, left.Port, WithoutSlash(left)) == (right.Scheme, right.Port, WithoutSlash(right))
        && string.Equals(left.Host, right.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a host's name means this machine.</summary>
    public static bool IsLoopbackHost(string name) =>
        name.TrimStart('.').Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private bool IsTrusted(Uri address)
    {
        var listed = _hosts.Any(allowed => Matches(address.IdnHost, allowed));
        return IsLoopbackHost(address.IdnHost)
            ? host.IsDevelopment && (listed || _emulator) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            : address.Scheme == Uri.UriSchemeHttps && listed;
    }

    private static bool Matches(string name, string allowed) => allowed.StartsWith('.')
        ? name.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) || name.Equals(allowed[1..], StringComparison.OrdinalIgnoreCase)
        : name.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    private static string WithoutSlash(Uri address) =>
        address.AbsolutePath.EndsWith('/') ? address.AbsolutePath[..^1] : address.AbsolutePath;
}
