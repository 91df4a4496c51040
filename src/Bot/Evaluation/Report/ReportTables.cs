namespace ReleaseBot.Evaluation.Report;

/// <summary>The report's tables.</summary>
internal static class ReportTables
{
    /// <summary>The main figures, large.</summary>
    public static Html Tiles(EvaluationResult result)
    {
        var all = result.Overall;
        return Html.Of($"""
            <ul class="tiles">
            {Tile($"{all.ShownRight:0.0%}", "answerable questions answered right")}
            {Tile($"{all.PassageHits[2]:0.0%}", "passage hit@5")}
            {Tile($"{all.ReleaseHits[2]:0.0%}", "release hit@5")}
            {Tile($"{all.CitationPrecision:0.0%}", "citation precision")}
            {(all.Unanswerable > 0 ? Tile($"{all.UnanswerableRefused:0.0%}", "unanswerable refused") : Html.Empty)}
            {Tile($"{all.AnswerableRefused:0.0%}", "answerable refused")}
            {Tile($"{result.Milliseconds["total"][1]:F0} ms", "95% answer within")}
            </ul>
            """);
    }

    /// <summary>This bot beside the simpler ways.</summary>
    public static Html Compared(EvaluationResult result) => result.Compared.IsEmpty ? Html.Empty : Html.Of($"""
        <h2>Beside simpler ways</h2>
        <p>The same questions in the same run. Where a cell is empty, the way only searches: its passages are measured as found, and follow-ups are searched
        with the words that this bot borrowed for them. The threshold was fitted for this bot, so refusals of the others are not at their best.</p>
        <div class="wide ways"><table>
        <tr><th></th><th>passage hit@1</th><th>@3</th><th>@5</th><th>@10</th><th>release hit@1</th><th>@5</th><th>MRR</th><th>answered right</th><th>never abstaining</th>
        <th>citation precision</th><th>unanswerable refused</th><th>answerable refused</th><th>AUROC</th></tr>
        {Row("this bot", "ours", result.Overall.PassageHits, result.Overall.ReleaseHits, result.Overall.PassageMrr, result.Overall)}
        {result.Compared.Select(run => Row($"{run.Name}: {run.Description}", "", run.PassageHits, run.ReleaseHits, run.PassageMrr, run.Answers))}
        </table></div>
        {Differences("this bot against", result.Compared.SelectMany(run => run.Differences.Select(difference => (run.Name, difference))))}
        """);

    /// <summary>This run beside an earlier one.</summary>
    public static Html Baseline(BaselineComparison? baseline) => baseline is null ? Html.Empty : Html.Of($"""
        <h2>Against the baseline</h2>
        <p>Over the {baseline.Shared} questions that both runs asked (only here {baseline.OnlyOurs}, only there {baseline.OnlyTheirs}).</p>
        <p class="settings">Baseline: {ReportPage.Settings(baseline.Settings)}</p>
        {Differences("against", baseline.Differences.Select(difference => ("baseline", difference)))}
        """);

    /// <summary>What became of the language model's sentences.</summary>
    public static Html Verification(EvaluationResult result) => result.Verification is not { } verification ? Html.Empty : Html.Of($"""
        <h2>Language model</h2>
        <p>Each sentence was checked before it was shown: kept where the source it names proves it, repaired where another does, dropped where none does.</p>
        <div class="wide"><table>
        {verification.Rows().Select(row => Html.Of($"<tr><td>{row.Name}</td><td class=\"words\">{row.Value}</td></tr>"))}
        </table></div>
        """);

    /// <summary>Every figure of every group.</summary>
    public static Html Groups(EvaluationResult result) => Html.Of($"""
        <h2>All figures</h2>
        <div class="wide"><table>
        <tr><th>questions</th><th>answerable</th><th>unanswerable</th><th>passage hit@1</th><th>@3</th><th>@5</th><th>@10</th><th>release hit@1</th><th>@3</th><th>@5</th><th>@10</th><th>MRR</th>
        <th>answered right</th><th>never abstaining</th><th>EM</th><th>F1</th><th>citation precision</th><th>recall</th><th>unanswerable refused</th><th>answerable refused</th><th>AUROC</th><th>coverage at 90% right</th></tr>
        {Group("all", result.Overall)}
        {result.Groups.Select(group => Group(group.Key.Trim('(', ')'), group.Value))}
        </table></div>
        """);

    private static Html Tile(string value, string name) => Html.Of($"<li><b>{value}</b><span>{name}</span></li>");

    private static Html Row(string name, string style, IReadOnlyList<double> passages, IReadOnlyList<double> releases, double mrr, Figures? answers) => Html.Of($"""
        <tr class="{style}"><td>{name}</td>{passages.Select(Cell)}{Cell(releases[0])}{Cell(releases[2])}{Cell(mrr)}{Cell(answers?.ShownRight)}{Cell(answers?.ForcedRight)}{Cell(answers?.CitationPrecision)}{Cell(answers?.UnanswerableRefused)}{Cell(answers?.AnswerableRefused)}{Cell(answers?.Auroc)}</tr>
        """);

    private static Html Group(string name, Figures figures) => Html.Of($"""
        <tr><td>{name}</td><td>{figures.Answerable}</td><td>{figures.Unanswerable}</td>{figures.PassageHits.Select(Cell)}{figures.ReleaseHits.Select(Cell)}{Cell(figures.PassageMrr)}{Cell(figures.ShownRight)}{Cell(figures.ForcedRight)}{Cell(figures.ExactMatch)}{Cell(figures.F1)}{Cell(figures.CitationPrecision)}{Cell(figures.CitationRecall)}{Cell(figures.UnanswerableRefused)}{Cell(figures.AnswerableRefused)}{Cell(figures.Auroc)}{Cell(figures.CoverageAt90)}</tr>
        """);

    private static Html Differences(string heading, IEnumerable<(string Name, FigureDifference Difference)> differences) => Html.Of($"""
        <div class="wide"><table>
        <tr><th>{heading}</th><th class="words">figure</th><th>questions</th><th>here</th><th>there</th><th>difference</th><th>95% interval</th><th></th></tr>
        {differences.Select(row => Difference(row.Name, row.Difference))}
        </table></div>
        <p>Intervals: paired bootstrap over the questions, {PairedBootstrap.Resamples:N0} resamples. An interval that holds 0 tells the two not apart.</p>
        """);

    private static Html Difference(string name, FigureDifference difference)
    {
        var (style, sign) = difference.Verdict switch { 1 => ("good", "▲ "), -1 => ("bad", "▼ "), _ => ("", "") };
        return Html.Of($"""
            <tr><td>{name}</td><td class="words">{difference.Figure}</td><td>{difference.Questions}</td>{Cell(difference.Ours)}{Cell(difference.Theirs)}<td>{difference.Difference:+0.000;-0.000;0.000}</td><td>{difference.Low:+0.000;-0.000;0.000} to {difference.High:+0.000;-0.000;0.000}</td><td class="words {style}">{sign}{EvaluationTable.Verdict(difference)}</td></tr>
            """);
    }

    private static Html Cell(double share) => Html.Of($"<td>{share:F3}</td>");

    private static Html Cell(double? share) => share is { } value ? Cell(value) : Html.Of($"<td></td>");
}
