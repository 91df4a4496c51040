using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// Passages a second of a whole ingest (reading, cutting, embedding, writing) beside ONNX Runtime called directly with the same
/// tokens, in turns. Arguments: a file or folder of releases, rounds (default 3; medians are reported).
/// </summary>
public static class IngestBenchmark
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        string[] paths = [args[0]];
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        var inputs = await InputsAsync(paths, cancellationToken).ConfigureAwait(false);
        using var bare = new BareNetwork(Path.Combine(new EmbeddingOptions().ModelDirectory, "embedder/model.int8.onnx"));
        var (ingests, bares) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var whole = await IngestAsync(paths, cancellationToken).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            bare.RunSingly(inputs);
            var direct = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (round > 0)
            {
                ingests.Add(whole);
                bares.Add(direct);
            }
        }

        var (ingest, floor) = (inputs.Count / Median(ingests), inputs.Count / Median(bares));
        Console.WriteLine($"{Environment.ProcessorCount} processors, {inputs.Count} passages, {inputs.Sum(input => input.Ids.Length)} tokens, {rounds} rounds, medians");
        Console.WriteLine($"\n| | passages/s |\n|---|---|\n| whole ingest | {ingest:F1} |\n| bare ONNX Runtime, same tokens | {floor:F1} |\n| ratio | {ingest / floor:F3} |");
        return 0;
    }

    private static async Task<List<NetworkInput>> InputsAsync(string[] paths, CancellationToken cancellationToken)
    {
        await using var services = Services(Path.Combine(Path.GetTempPath(), "none"));
        var generator = services.GetRequiredService<OnnxEmbeddingGenerator>();
        var inputs = new List<NetworkInput>();
        await foreach (var read in services.GetRequiredService<ReleaseReader>().ReadAsync(paths, cancellationToken).ConfigureAwait(false))
        {
            if (read.Release is not null)
            {
                inputs.AddRange(Chunker.Split(read.Release).Select(passage => generator.Encode(passage.EmbeddingText)));
            }
        }

        return inputs;
    }

    private static async Task<double> IngestAsync(string[] paths, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("bot-benchmark-");
        try
        {
            await using var services = Services(folder.FullName);
            var reader = services.GetRequiredService<ReleaseReader>();
            var ingester = services.GetRequiredService<Ingester>();
            var summary = await ingester.IngestAsync(reader.ReadAsync(paths, cancellationToken), null, null, cancellationToken).ConfigureAwait(false);
            return summary.Elapsed.TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Services(string data)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Bot:DataDirectory"] = data })
            .Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddBot(configuration).BuildServiceProvider();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
