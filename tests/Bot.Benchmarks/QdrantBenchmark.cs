using System.Text.Json;
using ReleaseBot.Index.Qdrant;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// The same points upserted by our client and by @qdrant/js-client-rest, each a process of its own, into one server in this process that reads
/// the JSON and counts the points. The two take turns, so that a busy moment of the machine hits both; medians are reported, of the ratio over
/// the pairs.
/// </summary>
internal static class QdrantBenchmark
{
    private const int PointsPerRequest = 256;

    // Both compile while they run.
    private const int Warmings = 3;

    private static readonly string[] _titles =
        ["client", "requests in flight", "points/s", "µs per point", "its processor µs per point", "bytes per point", "ratio of points/s", "lower and upper quarter"];

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        if (NodeScript.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 2;
        }

        var (passages, rounds, inFlight) = (options.Number("--passages", 6_000), options.Number("--rounds", 15), options.Number("--in-flight", 4));
        var report = new Report(options.Find("--out"));
        report.Heading("Upserts by our Qdrant client and by @qdrant/js-client-rest");
        var file = Path.GetTempFileName();
        try
        {
            var points = await WriteAsync(file, passages, cancellationToken);
            report.Line($"\n{points} points of {passages} passages in requests of {PointsPerRequest}, {rounds} rounds in turns after {Warmings} to warm up, medians. "
                + "The server is the test server, which here reads the JSON and counts the points; it shares the cores. Node.js " + NodeScript.Version + ".");
            var rows = new List<string[]> { _titles };
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

    private static async Task<int> WriteAsync(string file, int passages, CancellationToken cancellationToken)
    {
        var points = new SearchCorpus().Releases(passages).SelectMany(each => ReleasePoints.Of(each.Release, each.Passages, 1)).ToList();
        await File.WriteAllLinesAsync(
            file, points.Chunk(PointsPerRequest).Select(batch => JsonSerializer.Serialize(new Upsert(batch), QdrantJson.Compact.Upsert)), cancellationToken);
        return points.Count;
    }

    private static async Task<IEnumerable<string[]>> CompareAsync(string file, int points, int streams, int rounds, CancellationToken cancellationToken)
    {
        await using var server = await QdrantTestServer.StartAsync(new QdrantServerOptions { Sink = true }, cancellationToken);
        using var our = UpsertingProcess.Ours(server.Url, file, streams);
        using var their = UpsertingProcess.Theirs(server.Url, file, streams);
        var (ours, theirs) = (new List<Run>(), new List<Run>());
        for (var round = -Warmings; round < rounds; round++)
        {
            var (mine, others) = (await MeasureAsync(server, our, points, cancellationToken), await MeasureAsync(server, their, points, cancellationToken));
            if (round >= 0)
            {
                ours.Add(mine);
                theirs.Add(others);
            }
        }

        var ratios = ours.Zip(theirs, (mine, others) => others.Wall / mine.Wall).ToList();
        var spread = $"{Sample.Text(Sample.Percentile(ratios, 0.25), 2)} to {Sample.Text(Sample.Percentile(ratios, 0.75), 2)}";
        return
        [
            [.. Row("ours", streams, points, ours), Sample.Text(Sample.Median(ratios), 2), spread],
            [.. Row("@qdrant/js-client-rest", streams, points, theirs), "1", ""],
        ];
    }

    private static string[] Row(string name, int streams, int points, List<Run> runs)
    {
        var wall = Sample.Median(runs.Select(run => run.Wall));
        var processor = Sample.Median(runs.Select(run => run.Processor));
        return
        [
            name, $"{streams}", Sample.Text(points / wall * 1000, 0), Sample.Text(wall / points * 1000),
            Sample.Text(processor / points * 1000), Sample.Text(runs[0].BytesPerPoint, 0),
        ];
    }

    private static async Task<Run> MeasureAsync(QdrantTestServer server, UpsertingProcess client, int points, CancellationToken cancellationToken)
    {
        var (sunk, bytes) = (server.Sunk, server.SunkBytes);
        var (wall, processor) = await client.SendAsync(cancellationToken);
        return server.Sunk - sunk == points
            ? new Run(wall, processor, (double)(server.SunkBytes - bytes) / points)
            : throw new InvalidOperationException($"{server.Sunk - sunk} points arrived of {points} sent.");
    }

    /// <summary>Milliseconds of sending, of the client's processor time, and bytes of a point's JSON.</summary>
    private readonly record struct Run(double Wall, double Processor, double BytesPerPoint);
}
