using System.CommandLine;
using ReleaseBot.Index.Qdrant.Administration;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary><c>bot index status | migrate | reindex | drop-old</c>: the collections on a Qdrant server.</summary>
internal static class IndexCommand
{
    private static readonly Option<bool> _yes = new("--yes") { Description = "Remove without asking" };

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run) => new("index", "Looks after the collections on a Qdrant server (setting Index:Qdrant:Url)")
    {
        Subcommand(run, "status", "Shows what is there and whether it matches the model in use", StatusAsync),
        Subcommand(
            run,
            "migrate",
            "Embeds all releases with the model in use into a new collection, while the old one serves, and switches to it",
            (terminal, administration, _, token) => RebuildAsync(terminal, administration, evenIfFits: false, token)),
        Subcommand(
            run,
            "reindex",
            "Builds the collection anew with the settings in use (Index:Qdrant:Profile); vectors of the same model are taken over",
            (terminal, administration, _, token) => RebuildAsync(terminal, administration, evenIfFits: true, token)),
        Subcommand(run, "drop-old", "Removes the collections that no longer serve", DropAsync, _yes),
    };

    private static Command Subcommand(
        CommandRun run,
        string name,
        string description,
        Func<Terminal, QdrantAdministration, ParseResult, CancellationToken, Task<int>> action,
        params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = run.CreateServices(parsed);
            var administration = services.GetService<QdrantAdministration>() ?? throw new UsageException(
                "The index is the embedded one, which needs no looking after. Set Index:Qdrant:Url (environment Index__Qdrant__Url, or --set Index:Qdrant:Url=…) "
                + "to the address of a Qdrant server.");
            return await action(run.Terminal, administration, parsed, cancellationToken);
        });
        return command;
    }

    private static async Task<int> StatusAsync(Terminal terminal, QdrantAdministration administration, ParseResult parsed, CancellationToken cancellationToken)
    {
        var status = await administration.GetStatusAsync(cancellationToken);
        IndexStatusReport.Write(status, terminal);
        return status.Collections.Any(each => each.Name == status.Serving && each.Differences.IsEmpty) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> RebuildAsync(Terminal terminal, QdrantAdministration administration, bool evenIfFits, CancellationToken cancellationToken)
    {
        var summary = await RebuildBars.ShowAsync(terminal, progress => administration.RebuildAsync(evenIfFits, progress, cancellationToken));
        await terminal.Out.WriteLineAsync($"from: {summary.From}");
        await terminal.Out.WriteLineAsync($"to: {summary.To}");
        await terminal.Out.WriteLineAsync($"releases: {summary.Releases}");
        await terminal.Out.WriteLineAsync($"embedded: {summary.Embedded}");
        await terminal.Error.WriteLineAsync(
            $"{summary.To} serves now. {summary.From} is kept; bot index drop-old removes it when answers are as they should be.");
        return ExitCodes.Done;
    }

    private static async Task<int> DropAsync(Terminal terminal, QdrantAdministration administration, ParseResult parsed, CancellationToken cancellationToken)
    {
        var status = await administration.GetStatusAsync(cancellationToken);
        if (status.Serving is null)
        {
            throw new UsageException($"No collection serves as \"{status.Alias}\", so none is old. See bot index status.");
        }

        string[] old = [.. status.Collections.Select(each => each.Name).Where(name => name != status.Serving)];
        if (old.Length == 0)
        {
            await terminal.Error.WriteLineAsync($"There is nothing to remove: {status.Serving} is the only collection of \"{status.Alias}\".");
            return ExitCodes.Done;
        }

        if (!parsed.GetValue(_yes) && !await IsConfirmedAsync(terminal, old, cancellationToken))
        {
            await terminal.Error.WriteLineAsync("Nothing was removed.");
            return ExitCodes.Failed;
        }

        foreach (var name in await administration.DropAsync(old, cancellationToken))
        {
            await terminal.Out.WriteLineAsync($"removed: {name}");
        }

        return ExitCodes.Done;
    }

    private static async Task<bool> IsConfirmedAsync(Terminal terminal, string[] names, CancellationToken cancellationToken)
    {
        if (!terminal.IsInteractive)
        {
            throw new UsageException($"This removes {string.Join(", ", names)}. Add --yes to do so without being asked.");
        }

        var question = new ConfirmationPrompt($"Remove {Markup.Escape(string.Join(", ", names))} for good?") { DefaultValue = false };
        return await question.ShowAsync(terminal.Ansi(terminal.Error), cancellationToken);
    }
}
