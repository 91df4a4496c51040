using System.Globalization;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>An answer for people.</summary>
internal static class AnswerPrinter
{
    /// <summary>Writes the answer, its citations (or the nearest releases) and the time taken.</summary>
    public static void Write(Answer answer, Terminal terminal)
    {
        var ansi = terminal.Ansi(terminal.Out);
        Line(ansi, terminal, answer.Text, new Style(decoration: Decoration.Bold));
        if (answer.Filters.Words.Length > 0)
        {
            Line(ansi, terminal, $"(Searched with \"{string.Join("\", \"", answer.Filters.Words)}\" in mind{Range(answer)})", Style.Plain);
        }

        foreach (var citation in answer.Citations)
        {
            Line(ansi, terminal, string.Empty, Style.Plain);
            Line(ansi, terminal, $"[{citation.Number}] {Heading(citation.Title, citation.Date)}", Style.Plain);
            Line(ansi, terminal, $"    “{TerminalText.OneLine(citation.Quote)}”", new Style(decoration: Decoration.Italic));
            Line(ansi, terminal, $"    {citation.Url ?? citation.ReleaseId}", new Style(decoration: Decoration.Dim));
        }

        if (!answer.Answered && answer.Nearest.Length > 0)
        {
            Line(ansi, terminal, string.Empty, Style.Plain);
            Line(ansi, terminal, "Nearest releases:", Style.Plain);
            foreach (var release in answer.Nearest)
            {
                Line(ansi, terminal, $"  - {Heading(release)}", Style.Plain);
            }
        }

        if (answer.ElapsedMs.TryGetValue("total", out var total))
        {
            Line(ansi, terminal, string.Empty, Style.Plain);
            Line(ansi, terminal, $"{total.ToString("0", CultureInfo.InvariantCulture)} ms", new Style(decoration: Decoration.Dim));
        }
    }

    private static string Heading(ReleaseSummary release) => Heading(release.Title, release.Date);

    private static string Heading(string title, DateOnly? date) => date is null
        ? TerminalText.OneLine(title)
        : $"{TerminalText.OneLine(title)}, {date.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";

    private static string Range(Answer answer) => (answer.Filters.From, answer.Filters.To) switch
    {
        (null, null) => string.Empty,
        ({ } from, null) => $": from {from:yyyy-MM-dd}",
        (null, { } to) => $": up to {to:yyyy-MM-dd}",
        var (from, to) => $": {from:yyyy-MM-dd} to {to:yyyy-MM-dd}",
    };

    // Without a person, no line is wrapped: what is cut at 80 columns cannot be searched.
    private static void Line(IAnsiConsole ansi, Terminal terminal, string text, Style style)
    {
        var clean = TerminalText.Clean(text);
        if (terminal.IsInteractive)
        {
            ansi.Write(new Text(clean + "\n", style));
        }
        else
        {
            terminal.Out.WriteLine(clean);
        }
    }
}
