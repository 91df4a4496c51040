namespace ReleaseBot.Teams.Protocol;

/// <summary>The clouds Microsoft runs apart from each other.</summary>
internal enum CloudName
{
    /// <summary>Worldwide, GCC included.</summary>
    Public,

    /// <summary>GCC High and DoD.</summary>
    UsGovernment,

    /// <summary>Operated by 21Vianet.</summary>
    China,
}

/// <summary>Where a cloud's services are.</summary>
/// <param name="Issuer">Issuer of the tokens the channel service sends.</param>
/// <param name="Metadata">OpenID metadata of that issuer.</param>
/// <param name="Resource">What the bot's own tokens are for.</param>
/// <param name="Authority">Host that issues the bot's own tokens.</param>
/// <param name="SharedTenant">Tenant of bots of several tenants; null where there are none.</param>
/// <param name="ServiceHosts">Hosts replies may go to: exact, or with everything below when it begins with a dot.</param>
internal sealed record Cloud(
    string Issuer,
    string Metadata,
    string Resource,
    string Authority,
    string? SharedTenant,
    IReadOnlyList<string> ServiceHosts)
{
    private const string MetadataPath = "/v1/.well-known/openidconfiguration";

    private static readonly Cloud _public = new(
        "https://api.botframework.com",
        "https://login.botframework.com" + MetadataPath,
        "https://api.botframework.com",
        "https://login.microsoftonline.com",
        "botframework.com",
        ["smba.trafficmanager.net", ".botframework.com", ".teams.microsoft.com"]);

    private static readonly Cloud _usGovernment = new(
        "https://api.botframework.us",
        "https://login.botframework.azure.us" + MetadataPath,
        "https://api.botframework.us",
        "https://login.microsoftonline.us",
        "MicrosoftServices.onmicrosoft.us",
        [".teams.microsoft.us", ".botframework.azure.us"]);

    private static readonly Cloud _china = new(
        "https://api.botframework.azure.cn",
        "https://login.botframework.azure.cn" + MetadataPath,
        "https://api.botframework.azure.cn",
        "https://login.partner.microsoftonline.cn",
        null,
        [".botframework.azure.cn"]);

    /// <summary>The scope of the bot's own tokens.</summary>
    public string Scope => Resource + "/.default";

    /// <summary>The cloud of that name.</summary>
    public static Cloud Of(CloudName name) => name switch
    {
        CloudName.Public => _public,
        CloudName.UsGovernment => _usGovernment,
        CloudName.China => _china,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
