using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Architecture;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Index.Qdrant.Administration;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Ingestion;
using ReleaseBot.Passages;
using ReleaseBot.Qdrant;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Everything the client sends, and every answer it relies on, is what Qdrant's API document allows.</summary>
public sealed partial class QdrantSchemaTests(QdrantHome home) : IClassFixture<QdrantHome>
{
    private static readonly Bm25Encoder _encoder = new(40);

    private static readonly IndexSchema _schema = new("hash-1", HashEmbeddings.Dimension, Chunker.Version, _encoder.TokenizerVersion);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(QdrantProfile.Small)]
    [InlineData(QdrantProfile.Large)]
    [InlineData(QdrantProfile.Cluster)]
    public async Task Life_of_an_index_passes_the_document_and_uses_every_operation_of_the_client(QdrantProfile profile)
    {
        Assert.SkipWhen(QdrantHome.IsReal && profile == QdrantProfile.Cluster, "A single server has no room for two replicas.");
        var handlers = new List<SchemaHandler>();
        var provider = home.Provide(home.NewCollection(), _schema, options => options.Profile = profile, innermost: () =>
        {
            handlers.Add(new SchemaHandler());
            return handlers[^1];
        });
        using var embeddings = new HashEmbeddings();
        var index = provider.GetRequiredService<QdrantPassageIndex>();
        await UseAsync(index, embeddings);
        await RebuildAsync(provider, embeddings);
        await UseAsync(index, embeddings);

        var used = handlers.SelectMany(handler => handler.Checked.Keys).ToHashSet();
        Assert.Empty(Documented().Except(used));
        Assert.Empty(used.Except(Documented()));
    }

    [Fact]
    public void Every_operation_of_the_client_says_its_endpoint() => Assert.True(Documented().Count > 15, string.Join('\n', Documented()));

    private static async Task UseAsync(QdrantPassageIndex index, HashEmbeddings embeddings)
    {
        await index.OpenAsync(Token);
        foreach (var (id, text) in new[] { ("a", "The river rose by two metres."), ("b", "Die Brücke «стоит» 😀."), ("a", "The river fell again. Nobody was hurt.") })
        {
            var release = new ReleaseDocument { Id = id, Text = $"Headline of {id}\n\n{text}", Date = "2024-05-06", Issuer = ["River Board"], Lang = "en" }.ToRelease();
            await index.WriteAsync(release, await EmbedAsync(release, embeddings), Token);
        }

        var vector = (await embeddings.GenerateAsync(["river"], null, Token))[0].Vector;
        var filter = SearchFilter.None with { From = new DateOnly(2024, 1, 1), To = new DateOnly(2024, 12, 31), Issuer = "River Board", Language = "en" };
        var found = await index.SearchAsync(new PassageQuery(vector, _encoder.EncodeQuery("river bridge"), filter, 10), Token);
        Assert.NotEmpty(found.Candidates);
        Assert.Equal(2, (await index.ListAsync(filter, 0, 10, Token)).Total);
        Assert.Equal(2, (await index.GetStatisticsAsync(Token)).Releases);
        Assert.NotEmpty(await index.GetVectorsAsync("a", Token));
        Assert.True(await index.DeleteAsync("b", Token));
        Assert.Single(await index.GetFingerprintsAsync(Token));
        Assert.NotNull(await index.GetReleaseAsync("a", Token));
    }

    private static async Task RebuildAsync(ServiceProvider provider, HashEmbeddings embeddings)
    {
        var administration = new QdrantAdministration(
            provider.GetRequiredService<QdrantClient>(), () => _schema, () => new PassageEmbedder(embeddings, _encoder), TimeProvider.System);
        var summary = await administration.RebuildAsync(true, new Progress<RebuildProgress>(), Token);
        Assert.Equal([summary.From], await administration.DropAsync([summary.From], Token));
        Assert.Equal(summary.To, (await administration.GetStatusAsync(Token)).Serving);

        // what only an interrupted write needs
        var marked = new Filter { Must = [Condition.Above(Fields.StaleFrom, long.MaxValue / 2)] };
        await provider.GetRequiredService<QdrantClient>().DeletePayloadAsync(summary.To, new DeletePayload([Fields.StaleFrom], marked), Token);
    }

    private static async Task<EmbeddedPassage[]> EmbedAsync(Release release, HashEmbeddings embeddings)
    {
        var passages = Chunker.Split(release);
        var vectors = await embeddings.GenerateAsync(passages.Select(passage => passage.EmbeddingText), null, Token);
        return [.. passages.Select((passage, i) => new EmbeddedPassage(
            passage, vectors[i].Vector, _encoder.EncodeDocument(passage.Text), _encoder.EncodeDocument(release.Title), "hash-1", $"{release.ContentHash}/{i}"))];
    }

    // the members of the client name their endpoints
    private static HashSet<string> Documented() => [.. RepositoryFiles.Sources("src/Bot.Core/Index/Qdrant")
        .Where(file => Path.GetFileName(file.Path).StartsWith("QdrantClient", StringComparison.Ordinal))
        .SelectMany(file => file.Lines)
        .Select(line => Endpoint().Match(line))
        .Where(match => match.Success)
        .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value.Replace("{name}", "{collection_name}", StringComparison.Ordinal)}")];

    [GeneratedRegex(@"^\s*///\s*(?:<summary>)?(GET|PUT|POST|PATCH|DELETE) (/[^\s:.]*)[:.]")]
    private static partial Regex Endpoint();
}
