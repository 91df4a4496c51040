using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Authentication;

/// <summary>Decides who may send which activity: 401 for callers who cannot say who they are, 403 for what they may not do.</summary>
internal sealed class Doorkeeper(
    TokenIssuers issuers,
    CallerRules rules,
    TeamsHost host,
    IOptions<TeamsOptions> options,
    ILogger<Doorkeeper> logger)
{
    private static readonly Caller _emulator = new(null);

    /// <summary>Who may talk to the endpoint at all.</summary>
    public TeamsMode Mode { get; } = host.Mode(options.Value);

    /// <summary>Tells the log who may talk to the endpoint.</summary>
    public void Announce()
    {
        if (Mode == TeamsMode.Authenticated)
        {
            Log.Authenticated(logger, options.Value.ClientId);
        }
        else if (Mode == TeamsMode.Emulator)
        {
            Log.Emulator(logger);
        }
    }

    /// <summary>The caller, or the status to refuse with.</summary>
    public async Task<(Caller? Caller, int Refusal)> IdentifyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (Mode == TeamsMode.Emulator)
        {
            // Without an app id no token can be meant for this bot.
            return authorization.Length == 0 && CallerRules.IsLocal(context) ? (_emulator, 0) : Unknown(context);
        }

        try
        {
            return await issuers.CheckAsync(authorization, cancellationToken) is { } token ? (new Caller(token), 0) : Unknown(context);
        }
        catch (KeysUnavailableException)
        {
            return (null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The status to refuse an activity with; null when it may come in.</summary>
    public int? Refusal(HttpContext context, Caller caller, Activity activity)
    {
        if (caller.Token is null && !ChannelIds.OfEmulators.Contains(activity.ChannelId, StringComparer.Ordinal))
        {
            Log.Refused(logger, activity.ChannelId, "only emulators come without a token; set Teams:ClientId for other channels");
            return Unknown(context).Refusal;
        }

        if (caller.Token is { } token && !rules.Permit(token, activity))
        {
            Log.Refused(logger, activity.ChannelId, "its token is for another channel, service URL or tenant");
            return StatusCodes.Status403Forbidden;
        }

        if (!rules.CanAnswer(activity))
        {
            Log.Refused(logger, activity.ChannelId, "its service URL is not one of this cloud's; Teams:ServiceHosts adds hosts");
            return StatusCodes.Status403Forbidden;
        }

        return null;
    }

    private static (Caller?, int Refusal) Unknown(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return (null, StatusCodes.Status401Unauthorized);
    }
}

/// <summary>Who sent a request: the bearer of a valid token, or an emulator on this machine without one.</summary>
internal sealed record Caller(CallerToken? Token);
