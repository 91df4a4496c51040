using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams;

/// <summary>Checks <see cref="TeamsOptions"/> at start; secrets are never shown.</summary>
internal sealed class TeamsOptionsCheck(TeamsHost host) : IValidateOptions<TeamsOptions>
{
    private const string HowToTurnOn =
        "Set Teams:ClientId (the bot's app id), Teams:TenantId, and one of Teams:ClientSecret, Teams:CertificatePath and Teams:ManagedIdentity";

    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        if (options.Enabled == false)
        {
            return ValidateOptionsResult.Success;
        }

        string?[] failures =
        [
            Credentials(options),
            NotGuid("Teams:ClientId", options.ClientId),
            NotGuid("Teams:TenantId", options.TenantId),
            .. options.AllowedTenants.Select(tenant => NotGuid("Teams:AllowedTenants", tenant)),
            .. options.ServiceHosts.Where(entry => !string.IsNullOrEmpty(entry)).Select(ServiceHost),
            Address("Teams:MetadataUrl", options.MetadataUrl),
            Address("Teams:EntraTokens:MetadataUrl", options.EntraTokens.MetadataUrl),
            NoSharedTenant(options),
            Certificate(options),
            Range("Teams:QueueLength", options.QueueLength, 1, 10_000, 256),
            Range("Teams:ConcurrentConversations", options.ConcurrentConversations, 1, 256, 8),
            Range("Teams:ActivitiesPerMinute", options.ActivitiesPerMinute, 1, 10_000, 60),
            Range("Teams:AnswerTimeout", options.AnswerTimeout, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
            Range("Teams:DrainTimeout", options.DrainTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        ];
        var found = failures.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private string? Credentials(TeamsOptions options)
    {
        var given = new[] { options.ClientSecret is { Length: > 0 }, options.CertificatePath is { Length: > 0 }, options.ManagedIdentity }.Count(isGiven => isGiven);
        return options.ClientId is { Length: > 0 }
            ? given switch
            {
                0 => "Teams:ClientId is set, but the bot has nothing to prove itself with. " +
                    "Set one of Teams:ClientSecret, Teams:CertificatePath and Teams:ManagedIdentity, or remove Teams:ClientId.",
                1 => null,
                _ => "Teams has several credentials. Keep one of Teams:ClientSecret, Teams:CertificatePath and Teams:ManagedIdentity.",
            }
            : given > 0 ? $"Teams has a credential but no app id. {HowToTurnOn}."
            : options.Enabled == true && !host.MayServeEmulators
                ? $"Teams:Enabled is true without credentials. {HowToTurnOn}. " +
                    "Without them only emulators are served, in the Development environment on loopback addresses."
                : null;
    }

    private static string? NotGuid(string setting, string? value) => string.IsNullOrEmpty(value) || Guid.TryParseExact(value, "D", out _)
        ? null
        : $"{setting} is \"{value}\". Set it to a GUID such as 00000000-0000-0000-0000-000000000000.";

    private string? ServiceHost(string entry) => Uri.CheckHostName(entry.TrimStart('.')) is UriHostNameType.Unknown or UriHostNameType.Basic
        ? $"Teams:ServiceHosts has \"{entry}\". Write a host such as smba.example.com, or .example.com for all below it."
        : Authentication.ServiceUrls.IsLoopbackHost(entry) && !host.IsDevelopment
            ? $"Teams:ServiceHosts has \"{entry}\", which only the Development environment may name. Remove it."
            : null;

    private string? Address(string setting, string? value) => string.IsNullOrEmpty(value)
        || (Uri.TryCreate(value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && host.IsDevelopment)))
        ? null
        : $"{setting} is \"{value}\". Set it to an https address, or remove it for the cloud's own.";

    private static string? NoSharedTenant(TeamsOptions options) =>
        options is { ClientId.Length: > 0, TenantId: null or "", ManagedIdentity: false } && Cloud.Of(options.Cloud).SharedTenant is null
            ? $"Teams:TenantId is not set, and the cloud {options.Cloud} has no bots of several tenants. Set it to the bot's tenant."
            : null;

    private static string? Certificate(TeamsOptions options)
    {
        if (string.IsNullOrEmpty(options.CertificatePath))
        {
            return null;
        }

        try
        {
            using var certificate = BotCertificate.Load(options);
            return certificate.HasPrivateKey
                ? null
                : $"Teams:CertificatePath \"{options.CertificatePath}\" has no private key. Export the certificate with its key.";
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"Teams:CertificatePath \"{options.CertificatePath}\" cannot be read: {exception.Message} Check the file and Teams:CertificatePassword.";
        }
    }

    private static string? Range(string setting, int value, int least, int most, int usual) => value >= least && value <= most
        ? null
        : $"{setting} is {value}. Set it between {least} and {most} (default {usual}).";

    private static string? Range(string setting, TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most
        ? null
        : $"{setting} is {value}. Set it between {least} and {most}.";
}
