using System.Globalization;
using ReleaseBot.Index.Qdrant.Administration;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>What a Qdrant server holds, on standard output: a table for people, lines of "name: value" for programs.</summary>
internal static class IndexStatusReport
{
    private static readonly string[] _columns = ["collection", "serves", "releases", "passages", "model", "profile", "health", "waiting", "fits"];

    /// <summary>Writes <paramref name="status"/>.</summary>
    public static void Write(ServerStatus status, Terminal terminal)
    {
        var server = $"{status.Server} (Qdrant {status.Version})";
        terminal.Out.WriteLine(TerminalText.OneLine($"server: {server}"));
        terminal.Out.WriteLine($"alias: {status.Alias}");
        terminal.Out.WriteLine($"serving: {status.Serving ?? "nothing yet; bot ingest creates it"}");
        if (terminal.IsInteractive)
        {
            WriteTable(status, terminal);
        }
        else
        {
            foreach (var collection in status.Collections)
            {
                var values = _columns.Zip(Cells(status, collection)).Select(cell => $"{cell.First}: {cell.Second}");
                terminal.Out.WriteLine(TerminalText.OneLine(string.Join("; ", values)));
            }
        }

        foreach (var collection in status.Collections.Where(each => !each.Differences.IsEmpty))
        {
            var remedy = collection.Name == status.Serving ? " Run bot index migrate." : "";
            terminal.Error.WriteLine(TerminalText.OneLine($"{collection.Name} does not fit: {string.Join("; ", collection.Differences)}.{remedy}"));
        }
    }

    private static void WriteTable(ServerStatus status, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(_columns);
        foreach (var collection in status.Collections)
        {
            table.AddRow([.. Cells(status, collection).Select(cell => Markup.Escape(TerminalText.OneLine(cell)))]);
        }

        terminal.Ansi(terminal.Out).Write(table);
    }

    private static string[] Cells(ServerStatus status, CollectionStatus collection) =>
    [
        collection.Name,
        collection.Name == status.Serving ? "yes" : "no",
        collection.Releases.ToString(CultureInfo.InvariantCulture),
        collection.Passages.ToString(CultureInfo.InvariantCulture),
        collection.Model ?? "unknown",
        collection.Profile ?? "unknown",
        collection.Health,
        collection.WaitingWrites.ToString(CultureInfo.InvariantCulture),
        collection.Differences.IsEmpty ? "yes" : "no",
    ];
}
