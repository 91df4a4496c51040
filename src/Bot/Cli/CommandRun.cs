using System.CommandLine;
using Microsoft.Extensions.Options;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary>What every command has at hand.</summary>
internal sealed class CommandRun(Terminal terminal, Action<IServiceCollection>? configure)
{
    // A command tells what it does itself; its log is for when something is wrong.
    private static readonly Dictionary<string, string?> _quiet = new() { ["Logging:LogLevel:ReleaseBot"] = "Warning" };

    /// <summary>Where to read and write.</summary>
    public Terminal Terminal => terminal;

    /// <summary>Replaces registrations; for tests.</summary>
    public Action<IServiceCollection>? Configure => configure;

    /// <summary>Services for a command that serves nobody: the same settings, no web server.</summary>
    public ServiceProvider CreateServices(ParseResult parsed, string? dataDirectory = null)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddInMemoryCollection(_quiet)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(CommonOptions.Settings(parsed))
            .AddInMemoryCollection(dataDirectory is null ? [] : [new($"{BotOptions.Section}:{nameof(BotOptions.DataDirectory)}", dataDirectory)])
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddStandardErrorConsole());
        services.AddBot(configuration);
        services.AddHost(configuration);
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider();
        provider.GetService<IStartupValidator>()?.Validate();
        return provider;
    }
}
