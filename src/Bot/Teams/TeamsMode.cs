using ReleaseBot.Teams.Authentication;

namespace ReleaseBot.Teams;

/// <summary>Who may talk to /api/messages.</summary>
internal enum TeamsMode
{
    /// <summary>Nobody.</summary>
    Off,

    /// <summary>Emulators on this machine, without a token: they cannot have one.</summary>
    Emulator,

    /// <summary>Whoever has a token of the channel service.</summary>
    Authenticated,
}

/// <summary>Where the bot runs, as far as it decides about emulators.</summary>
/// <param name="IsDevelopment">Whether the environment is Development.</param>
/// <param name="OnlyLoopback">Whether it listens on loopback addresses only.</param>
internal sealed record TeamsHost(bool IsDevelopment, bool OnlyLoopback)
{
    /// <summary>Reads it from the host.</summary>
    public static TeamsHost Of(IHostEnvironment environment, IConfiguration configuration) =>
        new(environment.IsDevelopment(), Addresses(configuration).All(IsLoopback));

    /// <summary>Whether emulators without a token may be served here.</summary>
    public bool MayServeEmulators => IsDevelopment && OnlyLoopback;

    /// <summary>Who may talk to the endpoint under <paramref name="options"/>.</summary>
    public TeamsMode Mode(TeamsOptions options) => options switch
    {
        { Enabled: false } => TeamsMode.Off,
        { ClientId.Length: > 0 } => TeamsMode.Authenticated,
        _ => MayServeEmulators ? TeamsMode.Emulator : TeamsMode.Off,
    };

    // As the web server reads them; ports without an address listen everywhere.
    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var ports = new[] { configuration["http_ports"], configuration["https_ports"] };
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]);
        var urls = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return [.. ports.Where(port => !string.IsNullOrEmpty(port)).Select(_ => "http://*"), .. endpoints.OfType<string>(), .. urls];
    }

    private static bool IsLoopback(string address)
    {
        try
        {
            return ServiceUrls.IsLoopbackHost(BindingAddress.Parse(address).Host);
        }
        catch (FormatException)
        {
            // The server refuses it, and says so.
            return false;
        }
    }
}
