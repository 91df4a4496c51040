using System.CommandLine;
using System.Text.RegularExpressions;
using ReleaseBot.Teams.Package;

namespace ReleaseBot.Cli;

/// <summary><c>bot teams package</c>: writes the app package for Microsoft Teams.</summary>
internal static partial class TeamsCommand
{
    private static readonly Option<string> _appId = Text("--app-id", "GUID", "The bot's app id (Teams:ClientId)", required: true);
    private static readonly Option<string> _host = Text("--host", "HOST", "Name under which the bot is reached from the internet, such as bot.example.org", required: true);
    private static readonly Option<string> _out = Text("--out", "FILE", "Where to write it (default release-bot-teams.zip)");
    private static readonly Option<string> _name = Text("--name", "NAME", "Name shown in Teams (default Release Bot)");
    private static readonly Option<string> _organisation = Text("--organisation", "NAME", "Who offers it (default: the host)");
    private static readonly Option<string> _version = Text("--app-version", "N.N.N", "Version of the package (default 1.0.0); raise it for an update");
    private static readonly Option<string> _privacy = Text("--privacy-url", "URL", "Privacy statement (default: the bot's page)");
    private static readonly Option<string> _terms = Text("--terms-url", "URL", "Terms of use (default: the bot's page)");

    static TeamsCommand()
    {
        Require(_appId, value => Guid.TryParseExact(value, "D", out _), "is no GUID such as 00000000-0000-0000-0000-000000000000");
        Require(_host, IsHost, "is no public host name; write it without https:// and path, such as bot.example.org");
        Require(_name, value => value.Trim().Length is > 0 and <= AppPackage.LongestName, $"must have 1 to {AppPackage.LongestName} characters");
        Require(
            _organisation,
            value => value.Trim().Length is > 0 and <= AppPackage.LongestOrganisation,
            $"must have 1 to {AppPackage.LongestOrganisation} characters");
        Require(_version, value => Version().IsMatch(value), "is no version such as 1.0.1");
        Require(_privacy, IsHttps, "is no https address");
        Require(_terms, IsHttps, "is no https address");
    }

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var package = new Command("package", "Writes the app package, a zip file to upload to Teams")
        {
            _appId, _host, _out, _name, _organisation, _version, _privacy, _terms,
        };
        package.SetAction((parsed, cancellationToken) => PackageAsync(run.Terminal, parsed, cancellationToken));
        return new Command("teams", "Sets the bot up in Microsoft Teams") { package };
    }

    private static async Task<int> PackageAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var host = parsed.GetValue(_host)!.ToLowerInvariant();
        var organisation = parsed.GetValue(_organisation)?.Trim()
            ?? (host.Length <= AppPackage.LongestOrganisation ? host : host[..AppPackage.LongestOrganisation]);
        var package = AppPackage.Create(new AppFacts(
            Guid.ParseExact(parsed.GetValue(_appId)!, "D"),
            host,
            parsed.GetValue(_name)?.Trim() ?? "Release Bot",
            organisation,
            parsed.GetValue(_version) ?? "1.0.0",
            parsed.GetValue(_privacy),
            parsed.GetValue(_terms)));
        var path = Path.GetFullPath(parsed.GetValue(_out) ?? "release-bot-teams.zip");
        await File.WriteAllBytesAsync(path, package, cancellationToken);
        await terminal.Out.WriteLineAsync($"Wrote {path}. Upload it in Teams: Apps, Manage your apps, Upload an app.");
        return ExitCodes.Done;
    }

    private static Option<string> Text(string name, string value, string description, bool required = false) => new(name)
    {
        Description = description,
        HelpName = value,
        Required = required,
        Arity = ArgumentArity.ExactlyOne,
    };

    private static void Require(Option<string> option, Func<string, bool> holds, string fault) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !holds(token.Value))
        {
            result.AddError($"{option.Name} \"{token.Value}\" {fault}.");
        }
    });

    private static bool IsHost(string value) =>
        Uri.CheckHostName(value) == UriHostNameType.Dns && value.Contains('.', StringComparison.Ordinal) && value.Length <= 253;

    private static bool IsHttps(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    [GeneratedRegex(@"^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}$")]
    private static partial Regex Version();
}
