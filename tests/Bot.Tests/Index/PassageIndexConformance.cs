using System.Collections.Immutable;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>What every home of the index does. A home's tests derive from it and say how an index is made.</summary>
public abstract partial class PassageIndexConformance
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An index over this test's store, which is empty at first; each call gives another instance over the same store.</summary>
    protected abstract IPassageIndex Create(IndexSchema schema);

    private IPassageIndex Create() => Create(Samples.Schema);

    [Fact]
    public async Task OpenAsync_twice_and_from_two_instances_changes_nothing()
    {
        var index = Create();
        await index.OpenAsync(Token);
        await index.OpenAsync(Token);
        await Samples.FillAsync(index, new Samples(1), 3, Token);
        var other = Create();
        await other.OpenAsync(Token);
        Assert.Equal(3, (await other.GetStatisticsAsync(Token)).Releases);
    }

    [Fact]
    public async Task Members_of_an_empty_index_give_nothing()
    {
        var index = Create();
        await index.OpenAsync(Token);
        Assert.Equal(new IndexStatistics(0, 0, null, null), await index.GetStatisticsAsync(Token));
        Assert.Empty(await index.GetFingerprintsAsync(Token));
        Assert.Empty(await index.GetVectorsAsync("none", Token));
        Assert.Null(await index.GetReleaseAsync("none", Token));
        Assert.False(await index.DeleteAsync("none", Token));
        Assert.Equal(0, (await index.ListAsync(SearchFilter.None, 0, 10, Token)).Total);
        var query = new Samples(1).Query(5);
        var result = await index.SearchAsync(query, Token);
        Assert.Empty(result.Candidates);
        Assert.Equal(query.Sparse.Indices.Length, result.Idf.Count);
    }

    [Fact]
    public async Task GetReleaseAsync_gives_every_fact_as_it_was_written()
    {
        const string text = "Заголовок: “Су” \u202E 😀 e\u0301\n\nAstana — «Қазақстан».\tLine 2.\n\nContact: a@b.org";
        var release = new Release
        {
            Id = "https://example.org/пресс?id=1&x='\"",
            Title = "Заголовок: “Су” \u202E 😀 e\u0301",
            Date = new DateOnly(2024, 2, 29),
            Time = new TimeOnly(23, 59, 58),
            Place = "Астана",
            Issuer = "A; Қ; 水利部",
            Language = "kk",
            Url = "https://example.org/пресс",
            Text = text,
            TitleSpan = new TextSpan(0, text.IndexOf('\n', StringComparison.Ordinal)),
            Headings = [new TextSpan(3, 8), new TextSpan(9, 10)],
            Boilerplate = [new TextSpan(text.IndexOf("Contact", StringComparison.Ordinal), text.Length)],
            Source = "/папка/файл.html",
            ContentHash = new string('a', 64),
        };
        var start = text.IndexOf("Astana", StringComparison.Ordinal);
        var span = new TextSpan(start, text.IndexOf("Line", StringComparison.Ordinal));
        var passage = Samples.Embed(release, span, 0, new Samples(1).Dense(), SparseVector.Empty, SparseVector.Empty);
        passage = passage with { Passage = passage.Passage with { Sentences = [new TextSpan(start, start + 3), new TextSpan(start + 5, span.End)] } };
        var index = Create();
        await index.WriteAsync(release, [passage], Token);

        var stored = await index.GetReleaseAsync(release.Id, Token);

        Assert.NotNull(stored);
        Assert.Equal(release.Headings.AsEnumerable(), stored.Headings);
        Assert.Equal(release.Boilerplate.AsEnumerable(), stored.Boilerplate);
        Assert.Equal(release, stored with { Headings = release.Headings, Boilerplate = release.Boilerplate });
        var found = Assert.Single((await index.SearchAsync(new Samples(2).Query(1), Token)).Candidates);
        Assert.Equivalent(passage.Passage, found.Passage, strict: true);
    }

    [Fact]
    public async Task WriteAsync_of_a_stored_release_replaces_it_whole()
    {
        var samples = new Samples(3);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 8, Token);
        foreach (var (id, count) in new[] { ("release-7", 2), ("release-2", 9), ("release-0", 1) })
        {
            var (release, passages) = all[id] = samples.Make(id, count);
            await index.WriteAsync(release, passages, Token);
            await VerifyAllAsync(index, all.Values, samples);
        }
    }

    [Fact]
    public async Task WriteAsync_without_passages_keeps_the_release()
    {
        var samples = new Samples(4);
        var index = Create();
        var (release, passages) = samples.Make("r", 3);
        await index.WriteAsync(release, passages, Token);
        await index.WriteAsync(release, [], Token);
        Assert.Equal(release.Text, (await index.GetReleaseAsync("r", Token))?.Text);
        Assert.Equal((1, 0), (await index.GetStatisticsAsync(Token)) is { } statistics ? (statistics.Releases, statistics.Passages) : default);
        Assert.Empty((await index.SearchAsync(samples.Query(5), Token)).Candidates);
    }

    [Fact]
    public async Task WriteAsync_with_vectors_of_another_model_is_refused_and_changes_nothing()
    {
        var samples = new Samples(5);
        var index = Create();
        var (release, passages) = samples.Make("r", 2);
        await index.WriteAsync(release, passages, Token);
        await Assert.ThrowsAsync<IndexException>(() => index.WriteAsync(release, [passages[0] with { ModelId = "model-b" }], Token));
        await Assert.ThrowsAsync<IndexException>(() => index.WriteAsync(release, [passages[0] with { Dense = new float[3] }], Token));
        Assert.Equal(2, (await index.GetVectorsAsync("r", Token)).Count);
    }

    [Fact]
    public async Task DeleteAsync_removes_a_release_from_everything()
    {
        var samples = new Samples(6);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 12, Token);
        foreach (var id in new[] { "release-8", "release-0", "release-11" })
        {
            Assert.True(await index.DeleteAsync(id, Token));
            Assert.False(await index.DeleteAsync(id, Token));
            all.Remove(id);
            Assert.Null(await index.GetReleaseAsync(id, Token));
            Assert.Empty(await index.GetVectorsAsync(id, Token));
            await VerifyAllAsync(index, all.Values, samples);
        }
    }

    [Fact]
    public async Task GetVectorsAsync_gives_what_was_written_to_the_bit()
    {
        var index = Create();
        var (release, passages) = new Samples(7).Make("r", 4);
        await index.WriteAsync(release, passages, Token);
        var vectors = await index.GetVectorsAsync("r", Token);
        Assert.Equal(4, vectors.Count);
        Assert.All(passages, passage => Assert.Equal(passage.Dense.ToArray(), vectors[passage.EmbeddingHash].ToArray()));
    }

    [Fact]
    public async Task Changes_by_one_instance_are_seen_by_another()
    {
        var samples = new Samples(8);
        var (writer, reader) = (Create(), Create());
        await reader.OpenAsync(Token);
        var all = await Samples.FillAsync(writer, samples, 5, Token);
        await VerifyAllAsync(reader, all.Values, samples);

        var (release, passages) = all["release-3"] = samples.Make("release-3", 6);
        await writer.WriteAsync(release, passages, Token);
        await VerifyAllAsync(reader, all.Values, samples);

        await writer.DeleteAsync("release-1", Token);
        all.Remove("release-1");
        await VerifyAllAsync(reader, all.Values, samples);
    }

    private static async Task VerifyAllAsync(
        IPassageIndex index,
        Dictionary<string, (Release Release, EmbeddedPassage[] Passages)>.ValueCollection all,
        Samples samples)
    {
        var dates = all.Select(each => each.Release.Date).Where(date => date is not null).ToImmutableList();
        Assert.Equal(
            new IndexStatistics(all.Count, all.Sum(each => each.Passages.Length), dates.Max(), dates.Min()),
            await index.GetStatisticsAsync(Token));
        Assert.Equal(
            all.Select(each => new ReleaseFingerprint(each.Release.Id, each.Release.ContentHash, each.Release.Source)).OrderBy(each => each.ReleaseId),
            (await index.GetFingerprintsAsync(Token)).Values.OrderBy(each => each.ReleaseId));
        var query = samples.Query(1000);
        var result = await index.SearchAsync(query, Token);
        Assert.Equal(all.Sum(each => each.Passages.Length), result.Candidates.Count);
        new NaiveSearch(all, query).Verify(result);
    }
}
