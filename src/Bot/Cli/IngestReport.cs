using System.Globalization;
using ReleaseBot.Index.Ingestion;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>An ingest in numbers, on standard output: a table for people, lines of "name: number" for programs.</summary>
internal static class IngestReport
{
    /// <summary>Writes <paramref name="summary"/>.</summary>
    public static void Write(IngestSummary summary, Terminal terminal)
    {
        (string Name, string Value)[] rows =
        [
            ("read", Number(summary.Read)),
            ("new", Number(summary.New)),
            ("changed", Number(summary.Changed)),
            ("unchanged", Number(summary.Unchanged)),
            ("failed", Number(summary.Failed)),
            ("removed", Number(summary.Removed)),
            ("passages", Number(summary.Passages)),
            ("embedded", Number(summary.Embedded)),
            ("seconds", summary.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)),
        ];
        if (!terminal.IsInteractive)
        {
            foreach (var (name, value) in rows)
            {
                terminal.Out.WriteLine($"{name}: {value}");
            }

            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("Releases").AddColumn(new TableColumn("Number").RightAligned());
        foreach (var (name, value) in rows)
        {
            table.AddRow(name, value);
        }

        terminal.Ansi(terminal.Out).Write(table);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
