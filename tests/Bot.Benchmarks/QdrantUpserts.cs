using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Index.Qdrant;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// Our client as a process of its own: reads a file of upserts, one a line; then for every line on standard input sends them all, some at a
/// time, and prints the milliseconds it took and this process's processor time meanwhile. tests/qdrant-js/upsert.mjs does the same with the
/// client it is compared with.
/// </summary>
internal static class QdrantUpserts
{
    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .Configure<QdrantOptions>(qdrant => qdrant.Url = new Uri(options.Require("--url")))
            .AddQdrantClient().Services
            .BuildServiceProvider();
        var client = services.GetRequiredService<QdrantClient>();
        var upserts = File.ReadLines(options.Require("--file")).Select(line => JsonSerializer.Deserialize(line, QdrantJson.Compact.Upsert)!).ToArray();
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
        {
            var processor = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            await SendAsync(client, upserts, options.Number("--in-flight", 1), cancellationToken);
            var wall = Stopwatch.GetElapsedTime(started);
            Console.WriteLine(JsonSerializer.Serialize(new[] { wall.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds }));
        }

        return 0;
    }

    private static Task SendAsync(QdrantClient client, IEnumerable<Upsert> upserts, int inFlight, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        upserts,
        new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = cancellationToken },
        async (upsert, token) => await client.UpsertAsync("passages", upsert, token));
}
