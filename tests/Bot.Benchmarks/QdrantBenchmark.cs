using System.Diagnostics;
using System.Text.Json;
using ReleaseBot.Index.Qdrant;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// The same points upserted by our client and by @qdrant/js-client-rest, each a process of its own, into one server in this process that reads
/// the JSON and counts the points. The two take turns; medians of the rounds are reported.
/// </summary>
internal static class QdrantBenchmark
{
    private const int PointsPerRequest = 256;

    // Ours compiles while it runs, as theirs does.
    private const int Warmings = 2;

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        if (NodeScript.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 2;
        }

        var (passages, rounds, inFlight) = (options.Number("--passages", 12_000), options.Number("--rounds", 5), options.Number("--in-flight", 4));
        var report = new Report(options.Find("--out"));
        report.Heading("Upserts by our Qdrant client and by @qdrant/js-client-rest");
        var file = Path.GetTempFileName();
        try
        {
            var points = await WriteAsync(file, passages, cancellationToken);
            report.Line($"\n{points} points of {passages} passages in requests of {PointsPerRequest}, {rounds} rounds, medians. "
                + "Ratio is their time over ours; above 1 ours is faster.");
            var rows = new List<string[]> { Titles };
            foreach (var streams in new[] { 1, inFlight }.Distinct())
            {
                rows.AddRange(await CompareAsync(file, points, streams, rounds, cancellationToken));
            }

            report.Table([.. rows]);
            await report.SaveAsync(cancellationToken);
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string[] Titles => ["client", "requests in flight", "points/s", "µs per point", "its processor µs per point", "bytes per point", "ratio"];

    private static async Task<int> WriteAsync(string file, int passages, CancellationToken cancellationToken)
    {
        var points = new SearchCorpus().Releases(passages).SelectMany(each => ReleasePoints.Of(each.Release, each.Passages, 1)).ToList();
        await File.WriteAllLinesAsync(
            file, points.Chunk(PointsPerRequest).Select(batch => JsonSerializer.Serialize(new Upsert(batch), QdrantJson.Compact.Upsert)), cancellationToken);
        return points.Count;
    }

    private static async Task<IEnumerable<string[]>> CompareAsync(string file, int points, int streams, int rounds, CancellationToken cancellationToken)
    {
        var (ours, theirs) = (new List<Run>(), new List<Run>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await MeasureAsync(points, url => OursAsync(url, file, streams, cancellationToken), cancellationToken));
            theirs.Add(await MeasureAsync(points, url => TheirsAsync(url, file, streams, cancellationToken), cancellationToken));
        }

        var ratio = Sample.Median(theirs.Select(run => run.Wall)) / Sample.Median(ours.Select(run => run.Wall));
        return [Row("ours", streams, points, ours, Sample.Text(ratio, 2)), Row("@qdrant/js-client-rest", streams, points, theirs, "")];
    }

    private static string[] Row(string name, int streams, int points, List<Run> runs, string ratio)
    {
        var wall = Sample.Median(runs.Select(run => run.Wall));
        return
        [
            name, $"{streams}", Sample.Text(points / wall * 1000, 0), Sample.Text(wall / points * 1000),
            Sample.Text(Sample.Median(runs.Select(run => run.Processor)) / points * 1000), Sample.Text(runs[0].BytesPerPoint, 0), ratio,
        ];
    }

    private static async Task<Run> MeasureAsync(int points, Func<Uri, Task<string>> send, CancellationToken cancellationToken)
    {
        await using var server = await QdrantTestServer.StartAsync(new QdrantServerOptions { Sink = true }, cancellationToken);
        server.KeepsRequests = false;
        var printed = await send(server.Url);
        if (server.Sunk != (long)points * (Warmings + 1))
        {
            throw new InvalidOperationException($"{server.Sunk} points arrived of {points} sent {Warmings + 1} times. {printed}");
        }

        var times = JsonSerializer.Deserialize<double[]>(printed)!;
        return new Run(times[0], times[1], (double)server.SunkBytes / server.Sunk);
    }

    private static async Task<string> OursAsync(Uri url, string file, int streams, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "qdrant-client", "--url", url.ToString(), "--file", file, "--in-flight", $"{streams}", "--warmings", $"{Warmings}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output;
    }

    private static async Task<string> TheirsAsync(Uri url, string file, int streams, CancellationToken cancellationToken)
    {
        var (_, output, errors) = await NodeScript.RunAsync("upsert.mjs", [url.ToString(), file, $"{streams}", $"{Warmings}"], cancellationToken);
        return output + errors;
    }

    /// <summary>Milliseconds of sending, of the client's processor time, and bytes of a point's JSON.</summary>
    private readonly record struct Run(double Wall, double Processor, double BytesPerPoint);
}
