using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Embeddings;
using ReleaseBot.Evaluation;
using ReleaseBot.Index;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// Whole answers, one at a time, beside ONNX Runtime alone with the same model runs: the question's embedding and every window
/// that was read. Bot and peer take turns question by question, and who goes first.
/// </summary>
internal static class AskBenchmark
{
    private static readonly string[] Stages = ["dates", "embed", "search", "read", "rank"];

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var questions = EvaluationQuestion.Load(options.Require("--questions")).Take(options.Number("--limit", int.MaxValue)).ToList();
        var report = new Report(options.Find("--out"));
        report.Heading("Whole answers");
        await using var bot = await BenchmarkBot.OpenAsync(options, cancellationToken);
        report.Models(bot.Services);
        using var embedder = BareNetwork.Embedder();
        using var reader = BareNetwork.Reader();
        var asking = new Asking(bot.Services, questions);
        var runs = await asking.CollectAsync(cancellationToken);
        var pairs = new List<Pair>();
        var rounds = options.Number("--rounds", 3);
        for (var round = 0; round < rounds; round++)
        {
            await asking.RunAsync(runs, (inputs, padded) => Bare(embedder, reader, inputs, padded), round, pairs, cancellationToken);
        }

        Write(report, bot, pairs, runs, rounds, await StatisticsAsync(bot, cancellationToken));
        await report.SaveAsync(cancellationToken);
        return 0;
    }

    private static void Bare(BareNetwork embedder, BareNetwork reader, ModelRuns runs, bool padded)
    {
        if (padded)
        {
            embedder.RunPadded([runs.Question], 1);
            reader.RunPadded(runs.Windows, runs.Windows.Length);
        }
        else
        {
            embedder.RunSingly([runs.Question]);
            reader.RunSingly(runs.Windows);
        }
    }

    private static Task<IndexStatistics> StatisticsAsync(BenchmarkBot bot, CancellationToken cancellationToken) =>
        bot.Services.GetRequiredService<IPassageIndex>().GetStatisticsAsync(cancellationToken);

    private static void Write(Report report, BenchmarkBot bot, List<Pair> pairs, IReadOnlyList<ModelRuns?> runs, int rounds, IndexStatistics index)
    {
        var windows = runs.OfType<ModelRuns>().SelectMany(run => run.Windows).ToArray();
        report.Line($"\n{index.Releases} releases, {index.Passages} passages; {pairs.Count / rounds} questions, {rounds} rounds in turns; "
            + $"{bot.Services.GetRequiredService<AnswerOptions>().WindowsToRead} windows read, of {Sample.Text(windows.Average(window => window.Ids.Length), 0)} tokens with the question.");
        var bot50 = pairs.Select(pair => pair.Bot.Wall).ToArray();
        var bare50 = pairs.Select(pair => pair.Bare.Wall).ToArray();
        report.Table(
            ["milliseconds", "p50", "p95", "processor, mean"],
            Row("whole answer", pairs, pair => pair.Bot),
            Row("bare ONNX Runtime, same runs", pairs, pair => pair.Bare),
            Row("bare ONNX Runtime, windows as one padded batch", pairs, pair => pair.Padded),
            [
                "whole answer over bare",
                Sample.Text(Sample.Percentile(bot50, 0.5) / Sample.Percentile(bare50, 0.5), 3),
                Sample.Text(Sample.Percentile(bot50, 0.95) / Sample.Percentile(bare50, 0.95), 3),
                Sample.Text(pairs.Sum(pair => pair.Bot.Processor) / pairs.Sum(pair => pair.Bare.Processor), 3),
            ]);
        report.Line($"\nMedian of the ratios question by question: {Sample.Text(Sample.Median(pairs.Select(pair => pair.Bot.Wall / pair.Bare.Wall)), 3)}.");
        report.Table(
            ["stage, milliseconds", .. Stages, "rest"],
            ["p50", .. Stages.Select(stage => Stage(pairs, stage, 0.5)), Rest(pairs, 0.5)],
            ["p95", .. Stages.Select(stage => Stage(pairs, stage, 0.95)), Rest(pairs, 0.95)]);
    }

    private static string[] Row(string name, List<Pair> pairs, Func<Pair, Timing> timing) =>
    [
        name,
        Sample.Text(Sample.Percentile(pairs.Select(pair => timing(pair).Wall), 0.5)),
        Sample.Text(Sample.Percentile(pairs.Select(pair => timing(pair).Wall), 0.95)),
        Sample.Text(pairs.Average(pair => timing(pair).Processor)),
    ];

    private static string Stage(List<Pair> pairs, string stage, double share) =>
        Sample.Text(Sample.Percentile(pairs.Select(pair => pair.Stages.GetValueOrDefault(stage)), share), 2);

    private static string Rest(List<Pair> pairs, double share) =>
        Sample.Text(Sample.Percentile(pairs.Select(pair => pair.Stages["total"] - Stages.Sum(stage => pair.Stages.GetValueOrDefault(stage))), share), 2);
}

/// <summary>What the models were run on for one question.</summary>
internal sealed record ModelRuns(NetworkInput Question, ImmutableArray<NetworkInput> Windows);

/// <summary>The times of one question.</summary>
internal sealed record Pair(Timing Bot, Timing Bare, Timing Padded, IReadOnlyDictionary<string, double> Stages);
