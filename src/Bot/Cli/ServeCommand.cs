using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary><c>bot serve</c>: the page and the API, until stopped.</summary>
internal static class ServeCommand
{
    // Time for a first question that comes at once.
    private static readonly TimeSpan _restAfterStart = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var command = new Command("serve", "Serves the page and the API (the default command)");
        MakeDefault(command, run);
        return command;
    }

    /// <summary>Lets <paramref name="command"/> serve when no other command is named.</summary>
    public static void MakeDefault(Command command, CommandRun run)
    {
        command.Add(CommonOptions.Urls);
        command.Add(CommonOptions.NoSamples);
        command.SetAction((parsed, cancellationToken) => ServeAsync(run, parsed, cancellationToken));
    }

    private static async Task<int> ServeAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = run.Terminal;
        var opening = Task.CompletedTask;
        await using var app = WebApp.Create(CommonOptions.Settings(parsed), builder => run.Configure?.Invoke(builder.Services), services =>
        {
            _ = Warming.BeginAsync(services, dates: false, cancellationToken);
            opening = Task.Run(() => OpenIndexAsync(services, terminal, parsed.GetValue(CommonOptions.NoSamples), cancellationToken), cancellationToken);
        });
        await opening;
        await StartAsync(app, cancellationToken);
        _ = WarmDatesAsync(app.Services, cancellationToken);
        foreach (var url in app.Urls)
        {
            await terminal.Out.WriteLineAsync($"Ask at {url}  (API: {url.TrimEnd('/')}/openapi/v1.json; Ctrl-C stops)");
        }

        await terminal.Out.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    // Few first questions hold a date, and all of them would wait for its reader if it were part of the start.
    private static async Task WarmDatesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await Task.Delay(_restAfterStart, services.GetRequiredService<TimeProvider>(), cancellationToken);
        await Warming.BeginAsync(services, dates: true, cancellationToken);
    }

    // A broken index does not stop the server: /readyz and every answer say what to do, and it is tried again each time.
    private static async Task OpenIndexAsync(IServiceProvider services, Terminal terminal, bool noSamples, CancellationToken cancellationToken)
    {
        try
        {
            await SampleStart.OpenAsync(services, terminal, noSamples, cancellationToken);
        }
        catch (IndexException exception)
        {
            await terminal.Error.WriteLineAsync(TerminalText.Clean(exception.Message));
        }
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new UsageException($"{exception.Message} Choose another with --urls, for example --urls http://localhost:5081.");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException && app.Configuration["urls"] is { } urls)
        {
            throw new UsageException($"Cannot listen on \"{urls}\": {exception.Message} Use --urls with an address such as http://localhost:5080.");
        }
        catch (System.Net.Sockets.SocketException exception)
        {
            throw new UsageException($"Cannot listen on {string.Join(", ", app.Urls)}: {exception.Message}. Choose another address with --urls.");
        }
    }
}
