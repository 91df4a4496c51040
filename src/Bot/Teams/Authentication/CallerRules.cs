using System.Net;
using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Authentication;

/// <summary>Who may send which activity.</summary>
internal sealed class CallerRules(IOptions<TeamsOptions> options, ServiceUrls serviceUrls)
{
    private readonly TeamsOptions _options = options.Value;
    private readonly IReadOnlyList<string> _tenants = options.Value switch
    {
        { AllowedTenants.Count: > 0 } set => [.. set.AllowedTenants],
        { TenantId.Length: > 0 } set => [set.TenantId],
        _ => [],
    };

    /// <summary>
    /// Whether a request comes from a program on this machine: both ends of the connection are loopback, it was sent to a loopback
    /// name (no page of a rebound name), and no tunnel or proxy passed it on.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local }
        && IPAddress.IsLoopback(remote)
        && IPAddress.IsLoopback(local)
        && ServiceUrls.IsLoopbackHost(context.Request.Host.Host)
        && !context.Request.Headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the bearer of a valid token may send this activity.</summary>
    public bool Permit(CallerToken token, Activity activity) => IsOfAllowedTenant(activity)
        && (token.IsEntra || (ServiceUrls.AreSame(token.ServiceUrl, activity.ServiceUrl) && IsEndorsed(token, activity)));

    /// <summary>Whether replies may go where the activity says.</summary>
    public bool CanAnswer(Activity activity) => serviceUrls.Trusted(activity.ServiceUrl) is not null;

    private bool IsEndorsed(CallerToken token, Activity activity) => token.Endorsements.Count > 0
        ? token.Endorsements.Contains(activity.ChannelId, StringComparer.OrdinalIgnoreCase)
        : !(_options.RequireEndorsements && activity.IsTeams());

    // Only Teams has tenants; there a message without one is as wrong as one of a stranger's.
    private bool IsOfAllowedTenant(Activity activity)
    {
        var named = activity.Tenants();
        return _tenants.Count == 0
            || (named.All(tenant => _tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase)) && (named.Count > 0 || !activity.IsTeams()));
    }
}
