using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams;

/// <summary>Settings of the Microsoft Teams channel, section "Teams".</summary>
internal sealed class TeamsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Teams";

    /// <summary>
    /// Whether /api/messages is served; default: where <see cref="ClientId"/> is set, and for local emulators in the Development
    /// environment on loopback addresses.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>Public, UsGovernment or China; default Public.</summary>
    public CloudName Cloud { get; set; }

    /// <summary>The bot's app id, a GUID; default none.</summary>
    public string? ClientId { get; set; }

    /// <summary>The tenant the bot is registered in, a GUID; default none: a bot of several tenants.</summary>
    public string? TenantId { get; set; }

    /// <summary>The app's secret; one of secret, certificate and managed identity is needed.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The app's certificate with its key: a .pfx or .pem file.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Password of a .pfx file; default none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Use the user-assigned managed identity whose client id is <see cref="ClientId"/>; default false.</summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>Tenants whose people may ask, GUIDs; default <see cref="TenantId"/> alone, or everyone where that is not set.</summary>
    public IList<string> AllowedTenants { get; } = [];

    /// <summary>More hosts replies may go to, exact or with everything below (".example.com"); default none beside the cloud's own.</summary>
    public IList<string> ServiceHosts { get; } = [];

    /// <summary>Whether a token's key must be endorsed for the channel even where the key has no endorsements; default true.</summary>
    public bool RequireEndorsements { get; set; } = true;

    /// <summary>Metadata of the channel service's tokens; default the cloud's.</summary>
    public string? MetadataUrl { get; set; }

    /// <summary>Issuer of the channel service's tokens; default the cloud's.</summary>
    public string? Issuer { get; set; }

    /// <summary>Tokens of Entra in place of the channel service's.</summary>
    public EntraTokenOptions EntraTokens { get; } = new();

    /// <summary>Activities that may wait or be in work, 1 to 10,000; default 256. The next gets 503.</summary>
    public int QueueLength { get; set; } = 256;

    /// <summary>Conversations in work at a time, 1 to 256; default 8.</summary>
    public int ConcurrentConversations { get; set; } = 8;

    /// <summary>Activities a minute taken from one conversation, 1 to 10,000; default 60. The next gets 429.</summary>
    public int ActivitiesPerMinute { get; set; } = 60;

    /// <summary>How long an answer may take, 10 seconds to 15 minutes; default 5 minutes.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long answers in work may take to end when the server stops, 0 to 1 minute; default 8 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(8);
}

/// <summary>Tokens that Entra issues to the channel service or to other agents, section "Teams:EntraTokens".</summary>
internal sealed class EntraTokenOptions
{
    /// <summary>Whether they are accepted; default false.</summary>
    public bool Accept { get; set; }

    /// <summary>Their metadata; default that of all tenants of the public cloud.</summary>
    public string MetadataUrl { get; set; } = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";

    /// <summary>Tenants that may issue them, GUIDs; default Teams:TenantId and the three of the Bot Framework.</summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>App ids of accepted callers (azp or appid); default everyone.</summary>
    public IList<string> Callers { get; } = [];
}
