using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseBot.Evaluation;

/// <summary>Figures as text and JSON.</summary>
internal static class EvaluationTable
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The result as a JSON document.</summary>
    public static string Json(EvaluationResult result) => JsonSerializer.Serialize(result, _json) + "\n";

    /// <summary>A table, a line a group.</summary>
    public static void Write(EvaluationResult result, TextWriter output)
    {
        output.WriteLine(string.Join(", ", result.Settings.Select(setting => $"{setting.Key} {setting.Value}")));
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
    }

    /// <summary>The questions whose shown answer was wrong, with what was said and expected.</summary>
    public static void WriteFailures(IEnumerable<QuestionOutcome> outcomes, TextWriter output)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.Question.Answerable ? !outcome.ShownRight : outcome.Answer.Answered))
        {
            output.WriteLine();
            output.WriteLine($"{outcome.Question.Id} [{outcome.Question.Type}] {outcome.Question.Question}");
            output.WriteLine($"  searched: {outcome.Answer.StandaloneQuestion}");
            output.WriteLine($"  expected: {(outcome.Question.Answerable ? string.Join(" | ", outcome.Question.Answers.Take(2)) : "no answer")} (passage rank {outcome.PassageRank?.ToString() ?? "none"}, release rank {outcome.ReleaseRank?.ToString() ?? "none"}, confidence {outcome.Confidence:F2})");
            output.WriteLine($"  said: {outcome.Answer.Text.ReplaceLineEndings(" ")}");
        }
    }

    private static void Line(TextWriter output, string name, Figures figures) => output.WriteLine(
        $"| {name} | {figures.Answerable}+{figures.Unanswerable} | {string.Join(" / ", figures.PassageHits.Select(hit => hit.ToString("F3")))} | "
        + $"{string.Join(" / ", figures.ReleaseHits.Select(hit => hit.ToString("F3")))} | {figures.PassageMrr:F3} | {figures.ShownRight:F3} | {figures.ForcedRight:F3} | "
        + $"{figures.ExactMatch:F3} | {figures.F1:F3} | {figures.CitationPrecision:F3} | {figures.CitationRecall:F3} | {figures.UnanswerableRefused:F3} | "
        + $"{figures.AnswerableRefused:F3} | {figures.Auroc:F3} | {figures.CoverageAt90:F3} |");
}
