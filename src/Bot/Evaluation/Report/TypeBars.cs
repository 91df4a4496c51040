namespace ReleaseBot.Evaluation.Report;

/// <summary>How each sort of question fares.</summary>
internal static class TypeBars
{
    private const int Width = 560;
    private const int Left = 150;
    private const int Right = 48;
    private const int Row = 36;
    private const int Bar = 12;

    /// <summary>Two bars a group: what was found, and what was answered.</summary>
    public static Html Draw(EvaluationResult result)
    {
        var groups = result.Groups.Where(group => group.Value.Answerable > 0).ToArray();
        var height = (groups.Length * Row) + 8;
        return Html.Of($"""
            <figure><h3>By sort of question</h3>
            <figcaption>Shares of the answerable questions, whose number stands behind the name.</figcaption>
            {RiskCoveragePlot.Key(["gold quote in the first five passages", "shown text holds an accepted answer"])}
            <svg viewBox="0 0 {Width} {height}" role="img" aria-label="Shares found and answered by sort of question">
            <line class="axis" x1="{Left}" x2="{Left}" y1="0" y2="{height}"/>
            {groups.Select((group, at) => Group(group.Key, group.Value, (at * Row) + 8))}
            </svg></figure>
            """);
    }

    private static Html Group(string name, Figures figures, int top) => Html.Of($"""
        <text class="ink" x="{Left - 8}" y="{top + Bar + 5}" text-anchor="end">{name.Trim('(', ')')} ({figures.Answerable})</text>
        {Share(figures.PassageHits[2], top, 1, $"{name}: found in the first five passages")}{Share(figures.ShownRight, top + Bar + 2, 2, $"{name}: answered right")}
        """);

    private static Html Share(double share, int top, int series, string title)
    {
        var width = Math.Round((Width - Left - Right) * share, 1);
        return Html.Of($"""
            <rect class="fill s{series}" x="{Left}" y="{top}" width="{width}" height="{Bar}" rx="2"><title>{title}: {share:0.0%}</title></rect><text x="{Left + width + 5}" y="{top + 10}">{share:0%}</text>
            """);
    }
}
