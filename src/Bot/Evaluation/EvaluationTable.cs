namespace ReleaseBot.Evaluation;

/// <summary>Figures as text.</summary>
internal static class EvaluationTable
{
    /// <summary>A table, a line a group.</summary>
    public static void Write(EvaluationResult result, TextWriter output)
    {
        output.WriteLine(Settings(result.Settings));
        output.WriteLine();
        output.WriteLine("| questions | n | passage hit@1/3/5/10 | release hit@1/3/5/10 | MRR | shown right | never abstaining | EM | F1 | citation precision | recall | refused: unanswerable | answerable | AUROC | coverage@90% |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        Line(output, "all", result.Overall);
        foreach (var (name, figures) in result.Groups)
        {
            Line(output, name, figures);
        }

        output.WriteLine();
        output.WriteLine("| stage | p50 ms | p95 ms |");
        output.WriteLine("|---|---|---|");
        foreach (var (stage, milliseconds) in result.Milliseconds)
        {
            output.WriteLine($"| {stage} | {milliseconds[0]:F1} | {milliseconds[1]:F1} |");
        }

        if (result.Verification is { } verification)
        {
            output.WriteLine();
            output.WriteLine("| language model | |");
            output.WriteLine("|---|---|");
            foreach (var (name, value) in verification.Rows())
            {
                output.WriteLine($"| {name} | {value} |");
            }
        }

        if (!result.Compared.IsEmpty)
        {
            WriteCompared(result, output);
        }
    }

    /// <summary>How the result stands to an earlier one.</summary>
    public static void WriteBaseline(BaselineComparison baseline, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"Against the baseline ({Settings(baseline.Settings)}), over {baseline.Shared} questions that both asked"
            + $" (only here {baseline.OnlyOurs}, only there {baseline.OnlyTheirs}); 95% intervals by paired bootstrap:");
        output.WriteLine();
        output.WriteLine("| figure | n | here | baseline | difference | 95% interval | |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var difference in baseline.Differences)
        {
            output.WriteLine($"| {difference.Figure} | {difference.Questions} | {difference.Ours:F3} | {difference.Theirs:F3} | {Interval(difference)} | {Verdict(difference)} |");
        }
    }

    /// <summary>A difference with its interval, as two cells.</summary>
    public static string Interval(FigureDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return $"{difference.Difference:+0.000;-0.000;0.000} | {difference.Low:+0.000;-0.000;0.000} to {difference.High:+0.000;-0.000;0.000}";
    }

    /// <summary>What the interval allows to say.</summary>
    public static string Verdict(FigureDifference difference) => difference?.Verdict switch
    {
        1 => "better",
        -1 => "worse",
        _ => "not told apart",
    };

    private static void WriteCompared(EvaluationResult result, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| | passage hit@1/3/5/10 | release hit@1/3/5/10 | MRR | shown right | never abstaining | citation precision | refused: unanswerable | answerable | AUROC |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        Row("this bot", result.Overall.PassageHits, result.Overall.ReleaseHits, result.Overall.PassageMrr, result.Overall);
        foreach (var run in result.Compared)
        {
            Row($"{run.Name}: {run.Description}", run.PassageHits, run.ReleaseHits, run.PassageMrr, run.Answers);
        }

        output.WriteLine();
        output.WriteLine("| this bot against | figure | n | here | there | difference | 95% interval | |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (run, difference) in result.Compared.SelectMany(run => run.Differences.Select(difference => (run, difference))))
        {
            output.WriteLine($"| {run.Name} | {difference.Figure} | {difference.Questions} | {difference.Ours:F3} | {difference.Theirs:F3} | {Interval(difference)} | {Verdict(difference)} |");
        }

        void Row(string name, IEnumerable<double> passages, IEnumerable<double> releases, double mrr, Figures? answers) => output.WriteLine(
            $"| {name} | {Ranks(passages)} | {Ranks(releases)} | {mrr:F3} | {answers?.ShownRight:F3} | {answers?.ForcedRight:F3} | "
            + $"{answers?.CitationPrecision:F3} | {answers?.UnanswerableRefused:F3} | {answers?.AnswerableRefused:F3} | {answers?.Auroc:F3} |");
    }

    /// <summary>The questions answered wrongly, with what was said and expected, and where they went wrong.</summary>
    public static void WriteFailures(IReadOnlyCollection<QuestionOutcome> outcomes, TextWriter output)
    {
        foreach (var outcome in outcomes.Where(FailureCause.IsFailure))
        {
            output.WriteLine();
            output.WriteLine($"{outcome.Question.Id} [{outcome.Question.Type}] {outcome.Question.Question}");
            output.WriteLine($"  searched: {outcome.Answer.StandaloneQuestion}");
            output.WriteLine($"  expected: {(outcome.Question.Answerable ? string.Join(" | ", outcome.Question.Answers.Take(2)) : "no answer")} (passage rank {outcome.PassageRank?.ToString() ?? "none"}, release rank {outcome.ReleaseRank?.ToString() ?? "none"}, confidence {outcome.Confidence:F2})");
            output.WriteLine($"  said: {outcome.Answer.Text.ReplaceLineEndings(" ")}");
            output.WriteLine($"  {FailureCause.Of(outcome)}");
        }

        output.WriteLine();
        output.WriteLine("| where it went wrong | questions |");
        output.WriteLine("|---|---|");
        foreach (var (cause, count) in FailureCause.Count(outcomes))
        {
            output.WriteLine($"| {cause} | {count} |");
        }
    }

    private static string Settings(IReadOnlyDictionary<string, string> settings) => string.Join(", ", settings.Select(setting => $"{setting.Key} {setting.Value}"));

    private static string Ranks(IEnumerable<double> hits) => string.Join(" / ", hits.Select(hit => hit.ToString("F3")));

    private static void Line(TextWriter output, string name, Figures figures) => output.WriteLine(
        $"| {name} | {figures.Answerable}+{figures.Unanswerable} | {Ranks(figures.PassageHits)} | "
        + $"{Ranks(figures.ReleaseHits)} | {figures.PassageMrr:F3} | {figures.ShownRight:F3} | {figures.ForcedRight:F3} | "
        + $"{figures.ExactMatch:F3} | {figures.F1:F3} | {figures.CitationPrecision:F3} | {figures.CitationRecall:F3} | {figures.UnanswerableRefused:F3} | "
        + $"{figures.AnswerableRefused:F3} | {figures.Auroc:F3} | {figures.CoverageAt90:F3} |");
}
