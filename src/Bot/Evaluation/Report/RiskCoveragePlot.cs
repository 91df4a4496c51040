using System.Collections.Immutable;

namespace ReleaseBot.Evaluation.Report;

/// <summary>How many of the answers are wrong when more or fewer questions are answered (El-Yaniv and Wiener 2010).</summary>
internal static class RiskCoveragePlot
{
    /// <summary>A point of the curve.</summary>
    /// <param name="Coverage">Share of all questions answered, 0 to 1.</param>
    /// <param name="Risk">Share of these answers that are wrong, 0 to 1.</param>
    /// <param name="Confidence">The confidence from which questions are answered.</param>
    internal sealed record Point(double Coverage, double Risk, double Confidence);

    /// <summary>The curve, by falling confidence; questions of equal confidence are answered together.</summary>
    public static ImmutableArray<Point> Curve(IReadOnlyCollection<QuestionOutcome> outcomes)
    {
        var points = ImmutableArray.CreateBuilder<Point>();
        var (answered, wrong) = (0, 0);
        foreach (var equal in outcomes.GroupBy(outcome => outcome.Confidence).OrderByDescending(group => group.Key))
        {
            answered += equal.Count();
            wrong += equal.Count(outcome => !outcome.ForcedRight);
            points.Add(new Point((double)answered / outcomes.Count, (double)wrong / answered, equal.Key));
        }

        return points.ToImmutable();
    }

    /// <summary>The plot.</summary>
    /// <param name="outcomes">Ours.</param>
    /// <param name="others">Alternatives that answer, by name; at most two are drawn.</param>
    public static Html Draw(IReadOnlyCollection<QuestionOutcome> outcomes, IEnumerable<(string Name, ImmutableArray<QuestionOutcome> Outcomes)> others)
    {
        var curves = others.Take(2).Select(other => (other.Name, Points: Curve(other.Outcomes))).Prepend((Name: "this bot", Points: Curve(outcomes))).ToArray();
        // The first few questions make a ragged start; they must not set the scale.
        var most = curves.SelectMany(curve => curve.Points).Where(point => point.Coverage >= 0.1).Select(point => point.Risk).DefaultIfEmpty(1).Max();
        var axes = new Axes((1, Math.Clamp(Math.Ceiling(most * 10) / 10, 0.1, 1)), Percent, Percent, "questions answered", "answers that are wrong");
        var lines = Html.Join(curves.Select((curve, at) => Line(axes, curve.Points, at + 1)).Reverse());
        return Html.Of($"""
            <figure><h3>Risk and coverage</h3>
            <figcaption>Questions are answered most confident first; an answer to an unanswerable question is wrong. The dot is the threshold as set.</figcaption>
            {(curves.Length > 1 ? Key(curves.Select(curve => curve.Name)) : Html.Empty)}
            {axes.Plot("Share of wrong answers by share of questions answered", Html.Of($"{lines}{Operating(axes, outcomes)}"))}
            </figure>
            """);
    }

    /// <summary>What the colours stand for.</summary>
    public static Html Key(IEnumerable<string> names) => Html.Of($"""
        <div class="key">{names.Select((name, at) => Html.Of($"""<span><i class="s{at + 1}"></i>{name}</span>"""))}</div>
        """);

    private static Html Line(Axes axes, ImmutableArray<Point> points, int series) => Html.Of($"""
        <polyline class="line s{series}" points="{string.Join(' ', points.Select(point => $"{axes.X(point.Coverage)},{axes.Y(point.Risk)}"))}"/>
        {points.Where((_, at) => at % Math.Max(1, points.Length / 24) == 0).Select(point => Html.Of($"""<circle class="hit" cx="{axes.X(point.Coverage)}" cy="{axes.Y(point.Risk)}" r="8"><title>{point.Coverage:0%} answered, {point.Risk:0%} of them wrong, from confidence {point.Confidence:F2}</title></circle>"""))}
        """);

    private static Html Operating(Axes axes, IReadOnlyCollection<QuestionOutcome> outcomes)
    {
        var answered = outcomes.Where(outcome => outcome.Answer.Answered).ToArray();
        if (answered.Length == 0)
        {
            return Html.Empty;
        }

        var coverage = (double)answered.Length / outcomes.Count;
        var risk = (double)answered.Count(outcome => !outcome.ShownRight) / answered.Length;
        var after = coverage > 0.7;
        return Html.Of($"""
            <circle class="mark fill s1" cx="{axes.X(coverage)}" cy="{axes.Y(risk)}" r="6"/>
            <text class="ink" x="{axes.X(coverage) + (after ? -10 : 10)}" y="{Math.Min(axes.Y(risk) + 24, Axes.Foot - 6)}" text-anchor="{(after ? "end" : "start")}">{coverage:0%} answered, {risk:0%} wrong</text>
            """);
    }

    private static string Percent(double share) => share.ToString("0%");
}
