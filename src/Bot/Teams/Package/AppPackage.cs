using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Teams.Package;

/// <summary>What of the app package differs from one organisation to the next.</summary>
/// <param name="AppId">The bot's app id.</param>
/// <param name="Host">Name under which the bot is reached from the internet.</param>
/// <param name="Name">Name shown in Teams, at most 30 characters.</param>
/// <param name="Organisation">Who offers it, at most 32 characters.</param>
/// <param name="Version">Version of the package, as 1.0.0; Teams takes an update only with a higher one.</param>
/// <param name="PrivacyUrl">Where the privacy statement is; null for the bot's own page.</param>
/// <param name="TermsUrl">Where the terms of use are; null for the bot's own page.</param>
internal sealed record AppFacts(
    Guid AppId,
    string Host,
    string Name,
    string Organisation,
    string Version,
    string? PrivacyUrl,
    string? TermsUrl);

/// <summary>The package that puts the bot into Teams: manifest and icons in a flat zip file.</summary>
internal static class AppPackage
{
    /// <summary>Longest <see cref="AppFacts.Name"/>.</summary>
    public const int LongestName = 30;

    /// <summary>Longest <see cref="AppFacts.Organisation"/>.</summary>
    public const int LongestOrganisation = 32;

    private const string Manifest = "manifest.json";

    // As early as zip files can say; equal facts give equal bytes.
    private static readonly DateTimeOffset _timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The zip file's bytes.</summary>
    public static byte[] Create(AppFacts facts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, Manifest, Encoding.UTF8.GetBytes(ManifestOf(facts)));
            Add(zip, "color.png", Resource("color.png"));
            Add(zip, "outline.png", Resource("outline.png"));
        }

        return bytes.ToArray();
    }

    private static string ManifestOf(AppFacts facts)
    {
        var manifest = JsonNode.Parse(Resource(Manifest))!.AsObject();
        var home = $"https://{facts.Host}/";
        manifest["id"] = facts.AppId.ToString("D");
        manifest["version"] = facts.Version;
        manifest["developer"] = new JsonObject
        {
            ["name"] = facts.Organisation,
            ["websiteUrl"] = home,
            ["privacyUrl"] = facts.PrivacyUrl ?? home,
            ["termsOfUseUrl"] = facts.TermsUrl ?? home,
        };
        manifest["name"]!["short"] = facts.Name;
        manifest["bots"]![0]!["botId"] = facts.AppId.ToString("D");
        manifest["validDomains"] = new JsonArray(facts.Host);
        return manifest.ToJsonString(_readable) + "\n";
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = _timestamp;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"teams/{name}")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
