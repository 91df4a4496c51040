using ReleaseBot.Architecture;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ReleaseBot.Infra;

/// <summary>The compose files, as far as they can be checked without Docker: their syntax, and what they must not lack.</summary>
public sealed class ComposeTests
{
    [Theory]
    [InlineData("compose.yaml", 1)]
    [InlineData("compose.cluster.yaml", 3)]
    public void Compose_file_pins_one_server_version_keeps_its_data_and_checks_its_health(string file, int nodes)
    {
        var services = Services(file);
        var servers = services.Where(each => each.Key.StartsWith("qdrant", StringComparison.Ordinal)).Select(each => each.Value).ToList();
        Assert.Equal(nodes, servers.Count);
        Assert.All(servers, server =>
        {
            Assert.Equal("qdrant/qdrant:v1.19.0", server["image"]);
            Assert.Contains("/readyz", Assert.IsType<List<object>>(Map(server["healthcheck"])["test"])[^1].ToString(), StringComparison.Ordinal);
            Assert.Contains(Assert.IsType<List<object>>(server["volumes"]), volume => volume.ToString()!.EndsWith("-storage:/qdrant/storage", StringComparison.Ordinal));
            Assert.Contains("QDRANT__SERVICE__READ_ONLY_API_KEY", Map(server["environment"]).Keys);
        });
        Assert.Equal(nodes, servers.Select(server => Assert.IsType<List<object>>(server["volumes"])[0]).Distinct().Count());
    }

    [Theory]
    [InlineData("compose.yaml", null)]
    [InlineData("compose.cluster.yaml", "cluster")]
    public void Bot_has_the_read_only_key_and_ingest_the_whole_one(string file, string? profile)
    {
        var services = Services(file);
        Assert.Equal("${QDRANT_READ_KEY}", Map(services["bot"]["environment"])["Index__Qdrant__ApiKey"]);
        Assert.Equal("${QDRANT_API_KEY}", Map(services["ingest"]["environment"])["Index__Qdrant__ApiKey"]);
        Assert.Equal(profile, Map(services["bot"]["environment"]).GetValueOrDefault("Index__Qdrant__Profile"));
        Assert.Contains("/healthz", Assert.IsType<List<object>>(Map(services["bot"]["healthcheck"])["test"])[^1].ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(RepositoryFiles.Root, "infra", "Dockerfile")));
    }

    private static Dictionary<string, Dictionary<string, object>> Services(string file)
    {
        using var reader = File.OpenText(Path.Combine(RepositoryFiles.Root, "infra", file));
        var document = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(reader)));
        return Map(document["services"]).ToDictionary(each => each.Key, each => Map(each.Value));
    }

    private static Dictionary<string, object> Map(object value) =>
        Assert.IsType<Dictionary<object, object>>(value).ToDictionary(each => each.Key.ToString()!, each => each.Value);
}
