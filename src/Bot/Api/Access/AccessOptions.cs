using System.Net;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Api.Access;

/// <summary>Who may use the API, from where and how often; section "Api".</summary>
internal sealed class AccessOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Api";

    /// <summary>Fewest characters of the key that signs session tokens.</summary>
    public const int ShortestTokenKey = 32;

    /// <summary>
    /// Origins (scheme, host, port) whose pages may use the bot, such as https://www.example.org; default none. The server's own origin
    /// always may.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Ask and search only with a key or a page's session token; default false: anybody who reaches the server may.</summary>
    public bool RequireKey { get; set; }

    /// <summary>How long a session token is valid; 1 minute to 1 day, default 15 minutes.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Signs session tokens; at least 32 characters, the same for all replicas. Default: a random one, made once and kept in session.key in
    /// the data directory.
    /// </summary>
    public string? TokenKey { get; set; }

    /// <summary>
    /// Addresses and networks (10.0.0.0/8) of proxies whose X-Forwarded-For, -Proto and -Host are believed; default none: the headers are
    /// ignored.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>How often.</summary>
    public LimitOptions Limits { get; } = new();
}

/// <summary>Requests that may be made in a window; each from 1 to 1,000,000. Asking, searching, rating and opening a session count alike.</summary>
internal sealed class LimitOptions
{
    /// <summary>With one key, unless the key has a limit of its own; default 600.</summary>
    public int PerKey { get; set; } = 600;

    /// <summary>With one session token; default 60.</summary>
    public int PerVisitor { get; set; } = 60;

    /// <summary>From one address (IPv6: one /64 network) without a key; default 300.</summary>
    public int PerAddress { get; set; } = 300;

    /// <summary>The window; 1 second to 1 day, default 1 minute. It opens with the first request.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Checks <see cref="AccessOptions"/> at start.</summary>
internal sealed class AccessOptionsCheck : IValidateOptions<AccessOptions>
{
    private const int MostRequests = 1_000_000;

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var failures = new List<string>();
        failures.AddRange(options.AllowedOrigins.Where(origin => !Origins.IsOrigin(origin)).Select(origin =>
            $"Api:AllowedOrigins has \"{origin}\", which is no origin. Write scheme, host and, where it is not the usual one, port: https://www.example.org"));
        failures.AddRange(options.TrustedProxies.Where(proxy => !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _)).Select(proxy =>
            $"Api:TrustedProxies has \"{proxy}\". Write an address (10.0.0.7) or a network (10.0.0.0/8)."));
        if (options.SessionLifetime < TimeSpan.FromMinutes(1) || options.SessionLifetime > TimeSpan.FromDays(1))
        {
            failures.Add($"Api:SessionLifetime is {options.SessionLifetime}. Set it between 00:01:00 (1 minute) and 1.00:00:00 (1 day); default 00:15:00.");
        }

        // The key itself is never shown.
        if (options.TokenKey is { } key && key.Length < AccessOptions.ShortestTokenKey)
        {
            failures.Add($"Api:TokenKey has {key.Length} characters. Use at least {AccessOptions.ShortestTokenKey} random ones, or remove the setting.");
        }

        CheckLimit(nameof(LimitOptions.PerKey), options.Limits.PerKey, failures);
        CheckLimit(nameof(LimitOptions.PerVisitor), options.Limits.PerVisitor, failures);
        CheckLimit(nameof(LimitOptions.PerAddress), options.Limits.PerAddress, failures);
        if (options.Limits.Window < TimeSpan.FromSeconds(1) || options.Limits.Window > TimeSpan.FromDays(1))
        {
            failures.Add($"Api:Limits:Window is {options.Limits.Window}. Set it between 00:00:01 (1 second) and 1.00:00:00 (1 day); default 00:01:00.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckLimit(string setting, int value, List<string> failures)
    {
        if (value is < 1 or > MostRequests)
        {
            failures.Add($"Api:Limits:{setting} is {value}. Set it between 1 and {MostRequests} requests.");
        }
    }
}
