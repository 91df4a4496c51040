using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ReleaseBot.Index;
using ReleaseBot.Index.Sqlite;

namespace ReleaseBot.Benchmarks;

/// <summary>Retrieval alone, the question's vector given: how long it takes, beside the time of reading the vectors once, and what it misses.</summary>
internal static class SearchBenchmark
{
    private const int RecallDepth = 10;

    private const int RecallQueries = 100;

    // Until the compiler has done its best.
    private const int WarmingQueries = 200;

    /// <summary>Prints a markdown table. Options: --passages N (default 100000), --queries N (default 300), --keep FOLDER.</summary>
    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var report = new Report(options.Find("--out"));
        report.Heading("Retrieval alone over made-up releases");
        var kept = options.Find("--keep");
        var folder = kept is null ? Directory.CreateTempSubdirectory("search-").FullName : Directory.CreateDirectory(kept).FullName;
        try
        {
            await MeasureAsync(report, folder, options.Number("--passages", 100_000), options.Number("--queries", 300), cancellationToken);
            await report.SaveAsync(cancellationToken);
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(Report report, string folder, int passages, int count, CancellationToken cancellationToken)
    {
        var corpus = new SearchCorpus();
        var started = Stopwatch.GetTimestamp();
        var stored = 0;
        using (var writer = new SqlitePassageIndex(folder, SearchCorpus.Schema))
        {
            stored = (await writer.GetStatisticsAsync(cancellationToken)).Passages;
            if (stored == 0)
            {
                await corpus.FillAsync(writer, passages, cancellationToken);
            }
        }

        var filling = stored == 0 ? Stopwatch.GetElapsedTime(started) : TimeSpan.Zero;
        started = Stopwatch.GetTimestamp();
        using var index = new SqlitePassageIndex(folder, SearchCorpus.Schema);
        await index.OpenAsync(cancellationToken);
        var opening = Stopwatch.GetElapsedTime(started);
        var questions = Enumerable.Range(0, count).Select(_ => corpus.Question()).ToList();
        var (times, processor) = await TimeAsync(index, questions, cancellationToken);
        var statistics = await index.GetStatisticsAsync(cancellationToken);
        using var process = Process.GetCurrentProcess();
        var memory = process.WorkingSet64 / 1e6;
        var recall = await RecallAsync(index, folder, [.. questions.Take(RecallQueries)], cancellationToken);
        var reading = ReadOnce((long)statistics.Passages * SearchCorpus.Dimension);
        report.Table(
            ["passages", "write passages/s", "open ms", "p50 ms", "p95 ms", "p99 ms", "processor ms", "reading the bytes once, ms", "recall@10", "working set MB"],
            [
                statistics.Passages.ToString(CultureInfo.InvariantCulture),
                filling == TimeSpan.Zero ? "" : Sample.Text(statistics.Passages / filling.TotalSeconds, 0),
                Sample.Text(opening.TotalMilliseconds, 0),
                Sample.Text(times[times.Length / 2]),
                Sample.Text(times[times.Length * 95 / 100]),
                Sample.Text(times[times.Length * 99 / 100]),
                Sample.Text(processor),
                Sample.Text(reading),
                Sample.Text(recall, 4),
                Sample.Text(memory, 0),
            ]);
    }

    private static async Task<(double[] Times, double Processor)> TimeAsync(SqlitePassageIndex index, List<PassageQuery> questions, CancellationToken cancellationToken)
    {
        foreach (var question in questions.Take(WarmingQueries))
        {
            await index.SearchAsync(question, cancellationToken);
        }

        var times = new List<double>();
        var processor = Environment.CpuUsage.TotalTime;
        foreach (var question in questions)
        {
            var started = Stopwatch.GetTimestamp();
            await index.SearchAsync(question, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        // What a busy neighbour cannot stretch.
        return ([.. times.Order()], (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / questions.Count);
    }

    // The truth: every stored float vector against every question.
    private static async Task<double> RecallAsync(SqlitePassageIndex index, string folder, PassageQuery[] questions, CancellationToken cancellationToken)
    {
        var best = questions.Select(_ => new PriorityQueue<Guid, float>()).ToArray();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "index.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.Command("SELECT id, dense FROM passages");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var vector = MemoryMarshal.Cast<byte, float>(reader.Bytes(1)).ToArray();
                var id = new Guid(reader.Bytes(0));
                for (var i = 0; i < questions.Length; i++)
                {
                    best[i].Enqueue(id, TensorPrimitives.Dot(vector, questions[i].Dense.Span));
                    if (best[i].Count > RecallDepth)
                    {
                        best[i].Dequeue();
                    }
                }
            }
        }

        var found = 0;
        for (var i = 0; i < questions.Length; i++)
        {
            var truth = best[i].UnorderedItems.Select(item => item.Element).ToHashSet();
            var result = await index.SearchAsync(questions[i], cancellationToken);
            var top = result.Candidates.OrderByDescending(candidate => candidate.Dense).Take(RecallDepth);
            found += top.Count(candidate => truth.Contains(candidate.Passage.Id));
        }

        return (double)found / (questions.Length * RecallDepth);
    }

    // The floor of any scan: all cores summing as many bytes; the median of ten.
    private static double ReadOnce(long bytes)
    {
        var data = new long[bytes / sizeof(long)];
        Array.Fill(data, 1);
        var parts = Environment.ProcessorCount;
        var times = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            var started = Stopwatch.GetTimestamp();
            Parallel.For(0, parts, part =>
            {
                var (from, to) = ((int)(data.LongLength * part / parts), (int)(data.LongLength * (part + 1) / parts));
                if (TensorPrimitives.Sum<long>(data.AsSpan(from, to - from)) != to - from)
                {
                    throw new InvalidOperationException("The sum is wrong.");
                }
            });
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times.Order().ElementAt(5);
    }
}
