using System.Globalization;
using System.Runtime.CompilerServices;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Operations;
using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>An answer for people.</summary>
internal static class AnswerPrinter
{
    private static readonly Style _bold = new(decoration: Decoration.Bold);

    /// <summary>Writes the words as they come, then the citations (or the nearest releases) and the time taken; returns how the question ended.</summary>
    public static async Task<Outcome> WriteAsync(IAsyncEnumerable<AnswerEvent> events, Terminal terminal, CancellationToken cancellationToken)
    {
        var ansi = terminal.Ansi(terminal.Out);
        var isShown = false;
        return await Outcome.OfAsync(Tee(events, cancellationToken));

        async IAsyncEnumerable<AnswerEvent> Tee(IAsyncEnumerable<AnswerEvent> source, [EnumeratorCancellation] CancellationToken stop)
        {
            await foreach (var happened in source.WithCancellation(stop))
            {
                switch (happened)
                {
                    case AnswerEvent.TextDelta delta:
                        Words(terminal, delta.Text);
                        isShown = true;
                        break;
                    case AnswerEvent.Restarted restarted:
                        Line(ansi, terminal, string.Empty, Style.Plain);
                        Line(ansi, terminal, $"({restarted.Note} In the releases' own words instead:)", Style.Plain);
                        isShown = false;
                        break;
                    case AnswerEvent.Failed when isShown:
                        Line(ansi, terminal, string.Empty, Style.Plain);
                        break;
                    case AnswerEvent.Completed completed:
                        Line(ansi, terminal, isShown ? string.Empty : completed.Answer.Text, _bold);
                        WriteRest(completed.Answer, ansi, terminal);
                        break;
                }

                yield return happened;
            }
        }
    }

    private static void WriteRest(Answer answer, IAnsiConsole ansi, Terminal terminal)
    {
        if (answer.Note is { } note)
        {
            Line(ansi, terminal, $"(Quoted from the releases. {note})", Style.Plain);
        }

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

    // Words that come in pieces are wrapped by the terminal itself.
    private static void Words(Terminal terminal, string text)
    {
        terminal.Out.Write(TerminalText.Clean(text));
        terminal.Out.Flush();
    }

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
