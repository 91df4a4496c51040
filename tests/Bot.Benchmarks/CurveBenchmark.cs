using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Evaluation;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Benchmarks;

/// <summary>Quality and time of whole answers by the number of windows the reader reads; all numbers take turns question by question.</summary>
internal static class CurveBenchmark
{
    private static readonly ImmutableArray<int> Windows = [4, 8, 12, 16, 24, 32];

    // Of questions, until the compiler has done its best.
    private const int Warming = 30;

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var questions = EvaluationQuestion.Load(options.Require("--questions")).Take(options.Number("--limit", int.MaxValue)).ToList();
        var report = new Report(options.Find("--out"));
        report.Heading("Quality and time by the number of windows read");
        await using var bot = await BenchmarkBot.OpenAsync(options, cancellationToken);
        report.Models(bot.Services);
        await AskAsync(bot, questions.Take(Warming).ToList(), cancellationToken);
        var outcomes = await AskAsync(bot, questions, cancellationToken);
        var stored = bot.Services.GetRequiredService<AnswerOptions>().WindowsToRead;
        report.Line($"\n{questions.Count} questions in turns; the default is {stored} windows, for which the weights were fitted.");
        report.Table(
        [
            ["windows", "passage hit@5", "shown answer right", "right if it never abstained", "p50 ms", "p95 ms"],
            .. Windows.Select((windows, at) => Row(windows, outcomes[at])),
        ]);
        await report.SaveAsync(cancellationToken);
        return 0;
    }

    private static async Task<List<QuestionOutcome>[]> AskAsync(BenchmarkBot bot, List<EvaluationQuestion> questions, CancellationToken cancellationToken)
    {
        var run = new EvaluationRun(bot.Services);
        var tuning = bot.Services.GetRequiredService<Tuning>();
        var asked = Windows
            .Select(windows => run.Create(tuning, new AnswerOptions { WindowsToRead = windows }).AskAsync(questions, cancellationToken).GetAsyncEnumerator(cancellationToken))
            .ToArray();
        var outcomes = Windows.Select(_ => new List<QuestionOutcome>()).ToArray();
        for (var question = 0; question < questions.Count; question++)
        {
            for (var i = 0; i < asked.Length; i++)
            {
                // Each goes first in turn.
                var at = (i + question) % asked.Length;
                await asked[at].MoveNextAsync();
                outcomes[at].Add(asked[at].Current.Outcome);
            }
        }

        foreach (var each in asked)
        {
            await each.DisposeAsync();
        }

        return outcomes;
    }

    private static string[] Row(int windows, List<QuestionOutcome> outcomes)
    {
        var figures = FigureCalculation.Of(outcomes);
        var times = outcomes.Select(outcome => outcome.Answer.ElapsedMs["total"]).ToArray();
        return
        [
            windows.ToString(),
            Sample.Text(figures.PassageHits[2], 3),
            Sample.Text(figures.ShownRight, 3),
            Sample.Text(figures.ForcedRight, 3),
            Sample.Text(Sample.Percentile(times, 0.5)),
            Sample.Text(Sample.Percentile(times, 0.95)),
        ];
    }
}
