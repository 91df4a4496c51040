using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams;

/// <summary>A bot that is registered with Teams.</summary>
internal static class RegisteredBot
{
    /// <summary>Its settings at a token issuer, with a data directory of its own; those in <paramref name="own"/> win.</summary>
    public static Dictionary<string, string?> Settings(TokenIssuer issuer, (string Key, string? Value)[] own)
    {
        var all = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Bot:DataDirectory"] = Directory.CreateTempSubdirectory("teams-test-").FullName,
            ["Teams:ClientId"] = TokenIssuer.AppId,
            ["Teams:TenantId"] = TeamsUnderTest.Tenant,
            ["Teams:ClientSecret"] = "a secret",
            ["Teams:MetadataUrl"] = issuer.MetadataUrl,
            ["Teams:ServiceHosts:0"] = "127.0.0.1",
        };
        foreach (var (key, value) in own)
        {
            all[key] = value;
        }

        return all;
    }
}
