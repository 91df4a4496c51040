using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

public abstract partial class PassageIndexConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(40)]
    public async Task SearchAsync_gives_the_best_of_each_ranking_with_exact_scores(int limit)
    {
        var samples = new Samples(20 + limit);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 60, Token);
        for (var i = 0; i < 8; i++)
        {
            var query = samples.Query(limit);
            new NaiveSearch(all.Values, query).Verify(await index.SearchAsync(query, Token));
        }
    }

    [Fact]
    public async Task SearchAsync_with_filters_ranks_what_matches_only()
    {
        var samples = new Samples(31);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 80, Token);
        var date = all.Values.First(each => each.Release.Date is not null).Release.Date!.Value;
        SearchFilter[] filters =
        [
            new(From: date), new(To: date), new(From: date, To: date), new(From: date.AddDays(1)), new(To: date.AddDays(-1)),
            new(Language: "kk"), new(Issuer: "river COMMISSION"), new(Issuer: "Ministry of Water"), new(Issuer: "River"),
            new(Issuer: "Harbour Board", Language: "en", From: date), new(From: date, To: date.AddDays(-1)), new(Language: "xx"),
        ];
        foreach (var filter in filters)
        {
            var query = samples.Query(6, filter);
            new NaiveSearch(all.Values, query).Verify(await index.SearchAsync(query, Token));
        }
    }

    [Fact]
    public async Task SearchAsync_with_date_bounds_includes_both_days_and_leaves_undated_out()
    {
        var samples = new Samples(32);
        var index = Create();
        var day = new DateOnly(2024, 3, 1);
        DateOnly?[] dates = [day.AddDays(-1), day, day.AddDays(1), day.AddDays(2), null];
        foreach (var (i, date) in dates.Index())
        {
            var (release, passages) = samples.Make($"r{i}", 1);
            await index.WriteAsync(release with { Date = date }, passages, Token);
        }

        Assert.Equal(["r1", "r2"], await FoundAsync(index, samples, new SearchFilter(From: day, To: day.AddDays(1))));
        Assert.Equal(["r1", "r2", "r3"], await FoundAsync(index, samples, new SearchFilter(From: day)));
        Assert.Equal(["r0", "r1"], await FoundAsync(index, samples, new SearchFilter(To: day)));
        Assert.Equal(["r0", "r1", "r2", "r3"], await FoundAsync(index, samples, new SearchFilter(From: DateOnly.MinValue, To: DateOnly.MaxValue)));
        Assert.Equal(["r0", "r1", "r2", "r3", "r4"], await FoundAsync(index, samples, SearchFilter.None));
    }

    [Fact]
    public async Task SearchAsync_without_tokens_ranks_by_dense_alone()
    {
        var samples = new Samples(33);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 10, Token);
        var query = samples.Query(3) with { Sparse = SparseVector.Empty };
        var result = await index.SearchAsync(query, Token);
        Assert.Equal(3, result.Candidates.Count);
        Assert.Empty(result.Idf);
        Assert.All(result.Candidates, candidate => Assert.Equal((0f, 0f, 0f), (candidate.Bm25, candidate.TitleBm25, candidate.ReleaseBm25)));
        new NaiveSearch(all.Values, query).Verify(result);
    }

    [Fact]
    public async Task SearchAsync_for_tokens_nowhere_stored_scores_nothing_and_gives_them_the_greatest_idf()
    {
        var samples = new Samples(34);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 10, Token);
        var query = samples.Query(3) with { Sparse = new SparseVector([Samples.Token(1), Samples.Token(63)], [1f, 1f]) };
        var result = await index.SearchAsync(query, Token);
        Assert.True(result.Idf[1] > result.Idf[0]);
        new NaiveSearch(all.Values, query).Verify(result);
    }

    [Fact]
    public async Task SearchAsync_again_and_after_writing_in_another_order_gives_the_same()
    {
        var samples = new Samples(35);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 30, Token);
        var query = samples.Query(7);
        var before = await index.SearchAsync(query, Token);
        foreach (var (release, passages) in all.Values.Reverse())
        {
            await index.WriteAsync(release, passages, Token);
        }

        foreach (var result in new[] { await index.SearchAsync(query, Token), await Create().SearchAsync(query, Token) })
        {
            Assert.Equivalent(before, result, strict: true);
            new NaiveSearch(all.Values, query).Verify(result);
        }
    }

    [Fact]
    public async Task SearchAsync_during_writes_sees_each_release_old_or_new_never_mixed()
    {
        var samples = new Samples(36);
        var (writer, reader) = (Create(), Create());
        var versions = Enumerable.Range(0, 12).Select(version => Version(samples, version)).ToList();
        await writer.WriteAsync(versions[0].Release, versions[0].Passages, Token);
        await reader.OpenAsync(Token);
        var query = samples.Query(50);
        var writing = Task.Run(
            async () =>
            {
                foreach (var (release, passages) in versions.Skip(1))
                {
                    await writer.WriteAsync(release, passages, Token);
                }
            },
            Token);
        var latest = 0;
        do
        {
            var results = await Task.WhenAll(reader.SearchAsync(query, Token), writer.SearchAsync(query, Token), reader.SearchAsync(query, Token));
            foreach (var result in results)
            {
                var version = versions.FindIndex(each => each.Release.Title == result.Candidates[0].Release.Title);
                new NaiveSearch([versions[version]], query).Verify(result);
                latest = Math.Max(latest, version);
            }
        }
        while (!writing.IsCompleted || latest < versions.Count - 1);
        await writing;
    }

    [Fact]
    public async Task SearchAsync_with_a_vector_of_another_length_or_no_limit_is_refused()
    {
        var index = Create();
        var query = new Samples(37).Query(5);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => index.SearchAsync(query with { Dense = new float[3] }, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => index.SearchAsync(query with { Limit = 0 }, Token));
    }

    [Fact]
    public async Task SearchAsync_cancelled_throws()
    {
        var samples = new Samples(38);
        var index = Create();
        await Samples.FillAsync(index, samples, 3, Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => index.SearchAsync(samples.Query(5), new CancellationToken(canceled: true)));
    }

    private static (Release Release, EmbeddedPassage[] Passages) Version(Samples samples, int version)
    {
        var (release, _) = samples.Make("r", 1 + (version % 5));
        release = release with { Title = $"Version {version}" };
        return (release, samples.Embed(release));
    }

    private static async Task<IEnumerable<string>> FoundAsync(IPassageIndex index, Samples samples, SearchFilter filter) =>
        (await index.SearchAsync(samples.Query(1000, filter), Token)).Candidates.Select(candidate => candidate.Release.Id).Order();
}
