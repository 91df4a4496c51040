using System.Collections.Immutable;

namespace ReleaseBot.Evaluation.Report;

/// <summary>An evaluation as one HTML file that needs nothing beside it.</summary>
/// <param name="Title">What was asked: the name of the question file.</param>
/// <param name="Written">When.</param>
/// <param name="Result">The figures.</param>
/// <param name="Outcomes">Ours, a question each.</param>
/// <param name="Alternatives">Outcomes of alternatives that answer, by name, for the curves.</param>
/// <param name="Baseline">How we stand to an earlier result; null without one.</param>
internal sealed record ReportPage(
    string Title,
    DateTimeOffset Written,
    EvaluationResult Result,
    IReadOnlyCollection<QuestionOutcome> Outcomes,
    ImmutableArray<(string Name, ImmutableArray<QuestionOutcome> Outcomes)> Alternatives,
    BaselineComparison? Baseline)
{
    /// <summary>The document. It loads nothing and runs no script.</summary>
    public string Document() => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>Evaluation: {Title}</title>
        <style>{new Html(ReportStyle.Css)}</style>
        </head>
        <body>
        <h1>Evaluation: {Title}</h1>
        <p>{Result.Overall.Answerable} answerable and {Result.Overall.Unanswerable} unanswerable questions, {Written:yyyy-MM-dd HH:mm} UTC.</p>
        <p class="settings">{Settings(Result.Settings)}</p>
        {ReportTables.Tiles(Result)}
        <div class="plots">
        {RiskCoveragePlot.Draw(Outcomes, Alternatives)}
        {LatencyPlot.Draw(Outcomes, Result)}
        {TypeBars.Draw(Result)}
        {FailureList.Causes(Outcomes)}
        </div>
        {ReportTables.Baseline(Baseline)}
        {ReportTables.Compared(Result)}
        {ReportTables.Verification(Result)}
        {ReportTables.Groups(Result)}
        {FailureList.Draw(Outcomes)}
        </body>
        </html>

        """).Markup;

    /// <summary>Settings on a line.</summary>
    internal static string Settings(IReadOnlyDictionary<string, string> settings) => string.Join(", ", settings.Select(setting => $"{setting.Key} {setting.Value}"));
}
