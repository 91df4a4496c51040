using System.Diagnostics;
using System.Text.Json;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// How fast texts are embedded and passages read, and what that costs over calling ONNX Runtime directly with the same tokens.
/// Medians of the rounds are reported.
/// </summary>
internal static class EmbeddingBenchmark
{
    private const string Question = "Who chaired the delegation that visited the capital in March?";

    private static readonly EmbeddingOptions s_options = new();

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var rounds = options.Number("--rounds", 7);
        var report = new Report(options.Find("--out"));
        report.Heading("The networks alone");
        report.Line($"\n{rounds} rounds, medians.");
        var before = Environment.WorkingSet;
        var (tokenizer, tokenizerMs) = Timed(() => WordPiece.Load(s_options));
        var (generator, generatorMs) = Timed(() => OnnxEmbeddingGenerator.Load(s_options, tokenizer));
        var withGenerator = Environment.WorkingSet;
        var (reader, readerMs) = Timed(() => SpanReader.Load(s_options, tokenizer));
        using (generator)
        using (reader)
        {
            report.Line($"\n| loading | ms | MiB |\n|---|---|---|\n| vocabulary | {tokenizerMs:F0} | |");
            report.Line($"| embedder | {generatorMs:F0} | {(withGenerator - before) >> 20} |");
            report.Line($"| reader | {readerMs:F0} | {(Environment.WorkingSet - withGenerator) >> 20} |");
            await EmbedAsync(report, generator, rounds, cancellationToken).ConfigureAwait(false);
            await ReadAsync(report, reader, tokenizer, rounds, cancellationToken).ConfigureAwait(false);
            await EncodeAsync(report, tokenizer, rounds, cancellationToken).ConfigureAwait(false);
            await report.SaveAsync(cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task EmbedAsync(Report report, OnnxEmbeddingGenerator generator, int rounds, CancellationToken cancellationToken)
    {
        var passages = Passages();
        var sentences = passages.Select(passage => string.Join(' ', passage.Split(' ').Take(15))).Take(20).ToList();
        var inputs = passages.Select(generator.Encode).ToList();
        using var bare = BareNetwork.Embedder();
        var times = await InterleavedAsync(
            rounds,
            () => generator.GenerateAsync(passages, null, cancellationToken),
            () => Task.Run(() => bare.RunSingly(inputs), cancellationToken),
            () => Task.Run(() => bare.RunPadded(inputs, 32), cancellationToken),
            () => generator.GenerateAsync(sentences, null, cancellationToken),
            () => generator.GenerateAsync([Question], null, cancellationToken)).ConfigureAwait(false);
        var tokens = inputs.Sum(input => input.Ids.Length);
        report.Line($"\n| {passages.Count} passages, {tokens} tokens | ms | passages/s | tokens/s | generator's time over it |\n|---|---|---|---|---|");
        string[] names = ["generator, texts to vectors", "bare ONNX Runtime, one by one, two at a time", "bare ONNX Runtime, padded batches of 32"];
        foreach (var (name, ms) in names.Zip(times))
        {
            report.Line($"| {name} | {ms:F0} | {passages.Count / ms * 1000:F0} | {tokens / ms * 1000:F0} | {times[0] / ms:F2} |");
        }

        report.Line($"\n20 sentences of 15 words: {times[3]:F1} ms; one question: {times[4]:F1} ms");
    }

    private static async Task ReadAsync(Report report, SpanReader reader, WordPiece tokenizer, int rounds, CancellationToken cancellationToken)
    {
        var text = string.Join(' ', Passages());
        var spans = tokenizer.Encode(text, int.MaxValue).Spans;
        var asked = tokenizer.Encode(Question, SpanReader.MaxQuestionTokens).Count + 3;
        report.Line("\n| tokens of a reader window | 8 windows, ms | 16 | 24 | ms per window |\n|---|---|---|---|---|");
        foreach (var length in new[] { 60, 90, 120, 160 })
        {
            var windows = Enumerable.Range(0, 24)
                .Select(i => text[spans[i * 90].Start..spans[(i * 90) + length - asked - 1].End])
                .ToList();
            var times = await InterleavedAsync(
                rounds,
                () => reader.ReadAsync(Question, windows[..8], cancellationToken),
                () => reader.ReadAsync(Question, windows[..16], cancellationToken),
                () => reader.ReadAsync(Question, windows, cancellationToken)).ConfigureAwait(false);
            report.Line($"| {length} | {times[0]:F0} | {times[1]:F0} | {times[2]:F0} | {times[2] / 24:F1} |");
        }
    }

    private static async Task EncodeAsync(Report report, WordPiece tokenizer, int rounds, CancellationToken cancellationToken)
    {
        var passages = Passages();
        var bm25 = new Bm25Encoder(Bm25Encoder.QdrantAverageLength);
        var times = await InterleavedAsync(
            rounds,
            () => Task.Run(() => passages.ForEach(passage => tokenizer.Encode(passage, 254)), cancellationToken),
            () => Task.Run(() => passages.ForEach(passage => bm25.EncodeDocument(passage)), cancellationToken)).ConfigureAwait(false);
        report.Line($"\nPer passage on one thread: WordPiece {times[0] / passages.Count * 1000:F0} µs, BM25 {times[1] / passages.Count * 1000:F0} µs");
    }

    /// <summary>The longer texts of the embedder's reference, three times over.</summary>
    private static List<string> Passages()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "data")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("tests/data"), "tests", "data", "models", "embedder-reference.jsonl");
        var texts = File.ReadLines(path)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)
            .Where(text => text.Split(' ').Length > 30)
            .ToList();
        return [.. texts, .. texts, .. texts];
    }

    /// <summary>Medians in milliseconds. The works take turns, so that a busy moment of the machine hits them alike.</summary>
    private static async Task<double[]> InterleavedAsync(int rounds, params Func<Task>[] works)
    {
        var times = works.Select(_ => new List<double>()).ToList();
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await works[i]().ConfigureAwait(false);
                if (round >= 0)
                {
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        return [.. times.Select(list => list.Order().ElementAt(list.Count / 2))];
    }

    private static (T Result, double Milliseconds) Timed<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        return (work(), Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
