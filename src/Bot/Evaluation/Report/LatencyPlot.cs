namespace ReleaseBot.Evaluation.Report;

/// <summary>How long answers took.</summary>
internal static class LatencyPlot
{
    private const int Bins = 28;

    // Room above the highest bar for the labels.
    private const double Headroom = 1.2;

    /// <summary>The histogram of whole answers, and the stages beside it.</summary>
    public static Html Draw(IReadOnlyCollection<QuestionOutcome> outcomes, EvaluationResult result)
    {
        var times = outcomes.Select(outcome => outcome.Answer.ElapsedMs.GetValueOrDefault("total")).ToArray();
        var (half, most) = (FigureCalculation.Percentile(times, 0.5), FigureCalculation.Percentile(times, 0.95));
        // One slow answer must not squeeze the rest: what lies past twice the 95th percentile is counted in the last bin.
        var last = Math.Max(Math.Min(times.DefaultIfEmpty(1).Max(), 2 * most), 1);
        var counts = new int[Bins];
        foreach (var time in times)
        {
            counts[Math.Clamp((int)(time / last * Bins), 0, Bins - 1)]++;
        }

        var axes = new Axes((last, Headroom * Math.Max(counts.Max(), 1)), Milliseconds, value => value.ToString("F0"), "time to the answer", "questions");
        var bars = counts.Select((count, at) => Bar(axes, last * at / Bins, last * (at + 1) / Bins, count));
        var marks = Html.Join([Mark(axes, half, "p50", 1), Mark(axes, most, "p95", 2)]);
        return Html.Of($"""
            <figure><h3>Latency</h3>
            <figcaption>Whole answers, follow-ups resolved, without network. On this machine, as loaded as it was.</figcaption>
            {axes.Plot("Histogram of the time to the answer", Html.Of($"{bars}{marks}"))}
            <div class="wide"><table><tr><th>stage</th>{result.Milliseconds.Select(stage => Html.Of($"<th>{stage.Key}</th>"))}</tr>
            <tr><td>p50 ms</td>{result.Milliseconds.Select(stage => Html.Of($"<td>{stage.Value[0]:F1}</td>"))}</tr>
            <tr><td>p95 ms</td>{result.Milliseconds.Select(stage => Html.Of($"<td>{stage.Value[1]:F1}</td>"))}</tr></table></div>
            </figure>
            """);
    }

    private static Html Bar(Axes axes, double from, double to, int count) => count == 0 ? Html.Empty : Html.Of($"""
        <rect class="fill s1" x="{axes.X(from) + 1}" y="{axes.Y(count)}" width="{Math.Max(1, axes.X(to) - axes.X(from) - 2):F1}" height="{Axes.Foot - axes.Y(count):F1}"><title>{count} questions in {from:F0} to {to:F0} ms</title></rect>
        """);

    // The two labels stand on lines of their own, so that they never meet.
    private static Html Mark(Axes axes, double time, string name, int line) => Html.Of($"""
        <line class="rule axis" x1="{axes.X(time)}" x2="{axes.X(time)}" y1="24" y2="{Axes.Foot}"/>
        <text class="ink" x="{axes.X(time) + (time > axes.Most.X * 0.75 ? -5 : 5)}" y="{18 + (14 * line)}" text-anchor="{(time > axes.Most.X * 0.75 ? "end" : "start")}">{name} {time:F0} ms</text>
        """);

    private static string Milliseconds(double value) => $"{value:0.###} ms";
}
