using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Evaluation;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// Quality and time of whole answers by the length and number of the windows the reader reads. Each length has an index of its own;
/// all numbers of windows take turns question by question.
/// </summary>
internal static class CurveBenchmark
{
    private static readonly ImmutableArray<int> Windows = [4, 8, 12, 16, 24, 32];

    private static readonly ImmutableArray<WindowShape> Shapes =
        [new(2, 150, 480), WindowShape.Default, new(4, 300, 900), new(6, 440, 1100)];

    // Of questions, until the compiler has done its best.
    private const int Warming = 30;

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var questions = EvaluationQuestion.Load(options.Require("--questions")).Take(options.Number("--limit", int.MaxValue)).ToList();
        var report = new Report(options.Find("--out"));
        report.Heading("Quality and time by the length and number of windows read");
        var rows = new List<string[]>();
        foreach (var shape in Shapes)
        {
            await using var bot = BenchmarkBot.Empty(shape);
            if (rows.Count == 0)
            {
                report.Models(bot.Services);
            }

            await bot.IngestAsync(bot.ReadAsync(options.Require("--releases"), cancellationToken), cancellationToken);
            await AskAsync(bot, questions.Take(Warming).ToList(), cancellationToken);
            var outcomes = await AskAsync(bot, questions, cancellationToken);
            var stored = await bot.Services.GetRequiredService<IPassageIndex>().GetStatisticsAsync(cancellationToken);
            rows.AddRange(Windows.Select((windows, at) => Row(shape, stored.Passages, windows, outcomes[at])));
        }

        report.Line($"\n{questions.Count} questions in turns. The weights were fitted for windows of {WindowShape.Default.Sentences} sentences, {new AnswerOptions().WindowsToRead} of them read, the defaults.");
        report.Table([["sentences", "passages", "windows read", "passage hit@5", "shown answer right", "right if it never abstained", "p50 ms", "p95 ms"], .. rows]);
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

    private static string[] Row(WindowShape shape, int passages, int windows, List<QuestionOutcome> outcomes)
    {
        var figures = FigureCalculation.Of(outcomes);
        var times = outcomes.Select(outcome => outcome.Answer.ElapsedMs["total"]).ToArray();
        return
        [
            shape.Sentences.ToString(),
            passages.ToString(),
            windows.ToString(),
            Sample.Text(figures.PassageHits[2], 3),
            Sample.Text(figures.ShownRight, 3),
            Sample.Text(figures.ForcedRight, 3),
            Sample.Text(Sample.Percentile(times, 0.5)),
            Sample.Text(Sample.Percentile(times, 0.95)),
        ];
    }
}
