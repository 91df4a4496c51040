using Spectre.Console;

namespace ReleaseBot.Cli;

/// <summary>Shows questions being asked, on standard error: a bar where a person watches, now and then a line elsewhere.</summary>
internal static class EvalProgress
{
    private const int QuestionsPerLine = 50;

    /// <summary>Runs <paramref name="ask"/>, which calls what it is given after each question.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="title">What is asked.</param>
    /// <param name="questions">How many questions there are.</param>
    /// <param name="ask">Does the work.</param>
    public static Task<T> ShowAsync<T>(Terminal terminal, string title, int questions, Func<Action, Task<T>> ask) =>
        terminal.IsInteractive ? ShowBarAsync(terminal, title, questions, ask) : ShowLinesAsync(terminal, title, questions, ask);

    private static Task<T> ShowBarAsync<T>(Terminal terminal, string title, int questions, Func<Action, Task<T>> ask) =>
        terminal.Ansi(terminal.Error).Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, questions));
                return ask(() => bar.Increment(1));
            });

    private static Task<T> ShowLinesAsync<T>(Terminal terminal, string title, int questions, Func<Action, Task<T>> ask)
    {
        var done = 0;
        return ask(() =>
        {
            if (++done % QuestionsPerLine == 0 || done == questions)
            {
                terminal.Error.WriteLine($"{title}: {done} of {questions}");
            }
        });
    }
}
