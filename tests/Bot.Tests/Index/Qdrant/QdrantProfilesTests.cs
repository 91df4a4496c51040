using Microsoft.Extensions.DependencyInjection;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Collections for other sizes: what is asked of the server is valid, and what comes back is the same.</summary>
public sealed class QdrantProfilesTests(QdrantHome home) : IClassFixture<QdrantHome>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(QdrantProfile.Large, 6, 1, "\"quantization_config\":{\"scalar\":{\"type\":\"int8\"", "\"rescore\":true,\"oversampling\":2")]
    [InlineData(QdrantProfile.Cluster, 12, 2, "\"memory\":\"cold\"", "\"rescore\":true,\"oversampling\":2")]
    [InlineData(QdrantProfile.Small, 1, 1, "\"memory\":\"cached\"", "\"params\":{\"exact\":true}")]
    public async Task Profile_lays_out_and_searches_as_it_says(QdrantProfile profile, int shards, int replicas, string creating, string searching)
    {
        var bodies = new List<string>();
        var index = home.Provide(
            home.NewCollection(),
            configure: options => options.Profile = profile,
            innermost: () => new Intercepted(request =>
            {
                lock (bodies)
                {
                    bodies.Add($"{request.Method} {(request.Content is { } content ? new StreamReader(content.ReadAsStream()).ReadToEnd() : "")}");
                }

                return null;
            }),
            isStrict: true).GetRequiredService<QdrantPassageIndex>();
        var samples = new Samples(50);
        var all = await Samples.FillAsync(index, samples, 12, Token);
        var query = samples.Query(5);

        new NaiveSearch(all.Values, query).Verify(await index.SearchAsync(query, Token));

        var created = Assert.Single(bodies, body => body.StartsWith("PUT", StringComparison.Ordinal) && body.Contains("\"shard_number\"", StringComparison.Ordinal));
        Assert.Contains($"\"shard_number\":{shards},\"replication_factor\":{replicas},\"write_consistency_factor\":{replicas}", created, StringComparison.Ordinal);
        Assert.Contains(creating, created, StringComparison.Ordinal);
        Assert.Contains(bodies, body => body.Contains(searching, StringComparison.Ordinal));
    }
}
