using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// Passages a second of a whole ingest (reading, cutting, embedding, writing) beside ONNX Runtime alone with the same token
/// sequences, run in the same way. They take turns; medians of the rounds are reported.
/// </summary>
internal static class IngestBenchmark
{
    // Of releases, until the compiler has done its best.
    private const int Warming = 60;

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var path = options.Require("--releases");
        var report = new Report(options.Find("--out"));
        report.Heading("Ingest");
        using var network = BareNetwork.Embedder();
        var (releases, inputs) = await PrepareAsync(path, report, cancellationToken);
        await RoundAsync(path, network, inputs, Warming, cancellationToken);
        var rounds = new List<(Timing Whole, Timing Bare)>();
        for (var round = 0; round < options.Number("--rounds", 3); round++)
        {
            rounds.Add(await RoundAsync(path, network, inputs, int.MaxValue, cancellationToken));
        }

        var whole = Medians(rounds.Select(round => round.Whole));
        var bare = Medians(rounds.Select(round => round.Bare));
        report.Line($"\n{releases} releases, {inputs.Count} passages, {inputs.Sum(input => input.Ids.Length)} tokens; medians of {rounds.Count} rounds in turns.");
        report.Table(
            ["", "passages/s", "seconds", "processor seconds"],
            Row("whole ingest", whole, inputs.Count),
            Row("bare ONNX Runtime, same tokens", bare, inputs.Count),
            ["speed of the ingest over bare", Sample.Text(bare.Wall / whole.Wall, 3), "", Sample.Text(bare.Processor / whole.Processor, 3)]);
        await report.SaveAsync(cancellationToken);
        return 0;
    }

    private static async Task<(int Releases, List<NetworkInput> Inputs)> PrepareAsync(string path, Report report, CancellationToken cancellationToken)
    {
        await using var bot = BenchmarkBot.Empty();
        report.Models(bot.Services);
        var generator = bot.Services.GetRequiredService<OnnxEmbeddingGenerator>();
        var releases = 0;
        var texts = new List<string>();
        await foreach (var read in bot.ReadAsync(path, cancellationToken))
        {
            if (read.Release is not null)
            {
                releases++;
                texts.AddRange(Chunker.Split(read.Release).Select(passage => passage.EmbeddingText));
            }
        }

        // The ingest embeds equal texts of a batch once; the peer is spared all repetitions.
        return (releases, [.. texts.Distinct().Select(generator.Encode)]);
    }

    private static async Task<(Timing Whole, Timing Bare)> RoundAsync(
        string path,
        BareNetwork network,
        List<NetworkInput> inputs,
        int releases,
        CancellationToken cancellationToken)
    {
        await using var bot = BenchmarkBot.Empty();
        // Loading the model is no part of either.
        bot.Services.GetRequiredService<OnnxEmbeddingGenerator>();
        var (whole, _) = await Timing.OfAsync(() => bot.IngestAsync(FirstAsync(bot.ReadAsync(path, cancellationToken), releases), cancellationToken));
        var bare = await Timing.OfAsync(() => network.RunSingly(releases == int.MaxValue ? inputs : inputs[..Math.Min(inputs.Count, 500)]));
        Console.Error.WriteLine($"ingest {whole.Wall / 1000:F1} s, bare {bare.Wall / 1000:F1} s");
        return (whole, bare);
    }

    private static async IAsyncEnumerable<ReadResult> FirstAsync(IAsyncEnumerable<ReadResult> reads, int count)
    {
        await foreach (var read in reads)
        {
            if (count-- <= 0)
            {
                yield break;
            }

            yield return read;
        }
    }

    private static Timing Medians(IEnumerable<Timing> timings)
    {
        var all = timings.ToArray();
        return new Timing(Sample.Median(all.Select(timing => timing.Wall)), Sample.Median(all.Select(timing => timing.Processor)));
    }

    private static string[] Row(string name, Timing timing, int passages) =>
        [name, Sample.Text(passages / timing.Wall * 1000), Sample.Text(timing.Wall / 1000), Sample.Text(timing.Processor / 1000)];
}
