using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Index.Qdrant.Administration;
using ReleaseBot.Ingestion;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant;

/// <summary>New collections beside the one that serves.</summary>
public sealed class QdrantAdministrationTests(QdrantHome home) : IClassFixture<QdrantHome>, IDisposable
{
    private static readonly Bm25Encoder _encoder = new(40);

    private static readonly IndexSchema _schema = new("hash-1", HashEmbeddings.Dimension, Chunker.Version, _encoder.TokenizerVersion);

    private readonly HashEmbeddings _embeddings = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _embeddings.Dispose();

    [Fact]
    public async Task Status_of_a_server_without_collections_is_empty()
    {
        var alias = home.NewCollection();
        var status = await Administration(alias).GetStatusAsync(Token);
        Assert.Equal((alias, null, 0), (status.Alias, status.Serving, status.Collections.Length));
        var exception = await Assert.ThrowsAsync<IndexException>(() => RebuildAsync(alias, evenIfFits: false));
        Assert.Contains("bot ingest", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_embeds_everything_for_the_model_in_use_and_switches_the_alias()
    {
        var alias = home.NewCollection();
        var old = home.Create(alias, _schema with { ModelId = "hash-0" });
        var releases = await FillAsync(old, 30, "hash-0");
        var before = await Administration(alias).GetStatusAsync(Token);
        Assert.Contains("embedding model is hash-0, this program uses hash-1", Assert.Single(Assert.Single(before.Collections).Differences), StringComparison.Ordinal);

        var stages = new List<RebuildProgress>();
        var summary = await RebuildAsync(alias, evenIfFits: false, stages);

        var passages = releases.Sum(release => Chunker.Split(release).Length);
        Assert.Equal(new RebuildSummary($"{alias}-v1", $"{alias}-v2", 30, passages), summary);
        Assert.Equal(new RebuildProgress(RebuildStage.Switching, 1, 1), stages[^1]);
        Assert.Contains(new RebuildProgress(RebuildStage.Releases, 30, 30), stages);
        var status = await Administration(alias).GetStatusAsync(Token);
        Assert.Equal($"{alias}-v2", status.Serving);
        Assert.Equal([(30, passages), (30, passages)], status.Collections.Select(each => (each.Releases, each.Passages)));
        Assert.Empty(status.Collections[1].Differences);
        await VerifyAsync(home.Create(alias, _schema), releases);

        // A replica that still runs with the old model does not compare its vectors with the new ones.
        var stale = await Assert.ThrowsAsync<IndexException>(() => old.GetStatisticsAsync(Token));
        Assert.Contains("another model", stale.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_interrupted_is_continued_by_the_next_and_embeds_nothing_twice()
    {
        var alias = home.NewCollection();
        var old = home.Create(alias, _schema with { TokenizerVersion = "tokens-0", ModelId = "hash-0" });
        var releases = await FillAsync(old, 90, "hash-0");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new Each(report =>
        {
            if (report is { Stage: RebuildStage.Releases, Done: > 0 } && report.Done < 90)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Administration(alias).RebuildAsync(false, progress, stop.Token));
        Assert.Equal($"{alias}-v1", (await Administration(alias).GetStatusAsync(Token)).Serving);
        Assert.Equal(90, (await old.GetStatisticsAsync(Token)).Releases);
        var written = (await Administration(alias).GetStatusAsync(Token)).Collections[1].Releases;
        Assert.InRange(written, 1, 89);

        // Meanwhile the old one serves, and changes.
        var (edited, added) = (Make("release-3", "An edit of the third. It has two sentences."), Make("added", "Something new. It came late."));
        await WriteAsync(old, edited, "hash-0");
        await WriteAsync(old, added, "hash-0");
        await old.DeleteAsync("release-5", Token);
        var summary = await RebuildAsync(alias, evenIfFits: false);

        Assert.Equal($"{alias}-v2", summary.To);
        Assert.InRange(summary.Releases, 90 - written, 90 - written + 2);
        await VerifyAsync(home.Create(alias, _schema), [.. releases.Where(each => each.Id is not ("release-3" or "release-5")), edited, added]);
    }

    [Fact]
    public async Task Reindex_takes_vectors_of_the_same_model_over_and_applies_the_profile()
    {
        var alias = home.NewCollection();
        var releases = await FillAsync(home.Create(alias, _schema), 12);
        var exception = await Assert.ThrowsAsync<IndexException>(() => RebuildAsync(alias, evenIfFits: false));
        Assert.Contains("bot index reindex", exception.Message, StringComparison.Ordinal);
        _embeddings.Texts.Clear();

        var summary = await Administration(alias, options => options.Profile = QdrantProfile.Large).RebuildAsync(true, new Each(_ => { }), Token);

        Assert.Equal((12, 0), (summary.Releases, summary.Embedded));
        Assert.Empty(_embeddings.Texts);
        var status = await Administration(alias).GetStatusAsync(Token);
        Assert.Equal(["small", "large"], status.Collections.Select(each => each.Profile));
        await VerifyAsync(home.Create(alias, _schema), releases);
    }

    [Fact]
    public async Task Drop_removes_old_collections_and_never_the_one_that_serves()
    {
        var alias = home.NewCollection();
        var releases = await FillAsync(home.Create(alias, _schema), 3);
        await RebuildAsync(alias, evenIfFits: true);
        var administration = Administration(alias);
        foreach (var wrong in new[] { $"{alias}-v2", "somebody-elses", alias })
        {
            await Assert.ThrowsAsync<IndexException>(() => administration.DropAsync([$"{alias}-v1", wrong], Token));
        }

        Assert.Equal([$"{alias}-v1"], await administration.DropAsync([$"{alias}-v1"], Token));
        Assert.Equal([$"{alias}-v2"], (await administration.GetStatusAsync(Token)).Collections.Select(each => each.Name));
        await VerifyAsync(home.Create(alias, _schema), releases);
    }

    private QdrantAdministration Administration(string alias, Action<QdrantOptions>? configure = null)
    {
        var provider = home.Provide(alias, _schema, configure);
        return new QdrantAdministration(
            provider.GetRequiredService<QdrantClient>(), () => _schema, () => new PassageEmbedder(_embeddings, _encoder), TimeProvider.System);
    }

    private Task<RebuildSummary> RebuildAsync(string alias, bool evenIfFits, List<RebuildProgress>? stages = null) =>
        Administration(alias).RebuildAsync(evenIfFits, new Each(report => stages?.Add(report)), Token);

    private static Release Make(string id, string text) => new ReleaseDocument { Id = id, Text = $"Headline of {id}\n\n{text}", Date = "2024-05-06", Lang = "en" }.ToRelease();

    private async Task<List<Release>> FillAsync(QdrantPassageIndex index, int count, string model = "hash-1")
    {
        var releases = Enumerable.Range(0, count).Select(i => Make($"release-{i}", $"The river rose by {i} metres. The council met {i} times. Nobody was hurt in {1900 + i}."))
            .ToList();
        await index.OpenAsync(Token);
        foreach (var release in releases)
        {
            await WriteAsync(index, release, model);
        }

        return releases;
    }

    private async Task WriteAsync(QdrantPassageIndex index, Release release, string model)
    {
        var embedder = new PassageEmbedder(_embeddings, _encoder);
        var passages = Chunker.Split(release);
        var vectors = await _embeddings.GenerateAsync(passages.Select(passage => passage.EmbeddingText), null, Token);
        var title = _encoder.EncodeDocument(release.Title);
        await index.WriteAsync(
            release,
            [.. passages.Select((passage, i) => new EmbeddedPassage(
                passage, vectors[i].Vector, _encoder.EncodeDocument(passage.Text), title, model, model == "hash-1" ? embedder.HashOf(passage) : $"{model}/{i}"))],
            Token);
    }

    private static async Task VerifyAsync(QdrantPassageIndex index, IReadOnlyList<Release> releases)
    {
        var stored = await index.GetFingerprintsAsync(Token);
        Assert.Equal(
            releases.Select(each => new ReleaseFingerprint(each.Id, each.ContentHash, each.Source)).OrderBy(each => each.ReleaseId, StringComparer.Ordinal),
            stored.Values.OrderBy(each => each.ReleaseId, StringComparer.Ordinal));
        foreach (var release in releases.Where((_, i) => i % 10 == 0))
        {
            Assert.Equal(release.Text, (await index.GetReleaseAsync(release.Id, Token))!.Text);
            Assert.Equal(Chunker.Split(release).Length, (await index.GetVectorsAsync(release.Id, Token)).Count);
        }
    }

    private sealed class Each(Action<RebuildProgress> report) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => report(value);
    }
}
