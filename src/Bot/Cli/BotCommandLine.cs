using System.CommandLine;
using System.CommandLine.Invocation;

namespace ReleaseBot.Cli;

/// <summary>The commands, and what their failures look like.</summary>
internal static class BotCommandLine
{
    // Long enough for a passage batch and a transaction to end; then the process is ended.
    private static readonly TimeSpan _timeToStop = TimeSpan.FromSeconds(10);

    /// <summary>Runs one command line; returns the exit code.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="terminal">Where to read and write.</param>
    /// <param name="configure">Replaces registrations; for tests.</param>
    /// <param name="cancellationToken">Stops the command as Ctrl-C does.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        Terminal terminal,
        Action<IServiceCollection>? configure = null,
        CancellationToken cancellationToken = default)
    {
        var run = new CommandRun(terminal, configure);
        // A question may begin with '@', which is no response file.
        var parsed = Create(run).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _timeToStop,
        };
        if (parsed.Action is ParseErrorAction mistake)
        {
            mistake.ShowHelp = false;
            mistake.ShowTypoCorrections = true;
            await parsed.InvokeAsync(invocation, cancellationToken);
            await terminal.Error.WriteLineAsync("See --help for the commands and their options.");
            return ExitCodes.Usage;
        }

        return await FailureText.GuardAsync(() => parsed.InvokeAsync(invocation, cancellationToken), terminal);
    }

    private static RootCommand Create(CommandRun run)
    {
        var root = new RootCommand("Answers questions from an organisation's press releases, with citations.")
        {
            CommonOptions.Data,
            CommonOptions.Set,
            ServeCommand.Create(run),
            IngestCommand.Create(run),
            AskCommand.Create(run),
            EvalCommand.Create(run),
            IndexCommand.Create(run),
            TeamsCommand.Create(run),
            KeysCommand.Create(run),
            ReplayCommand.Create(run),
        };
        ServeCommand.MakeDefault(root, run);
        return root;
    }
}
