namespace ReleaseBot.Index;

public abstract partial class PassageIndexConformance
{
    [Fact]
    public async Task ListAsync_goes_newest_first_then_by_id_undated_last_in_pages()
    {
        var samples = new Samples(40);
        var index = Create();
        var day = new DateOnly(2024, 3, 1);
        foreach (var (id, date) in new (string, DateOnly?)[] { ("e", null), ("b", day), ("d", day.AddDays(-9)), ("a", day), ("f", null), ("c", day.AddDays(3)) })
        {
            var (release, passages) = samples.Make(id, 2);
            await index.WriteAsync(release with { Date = date }, passages, Token);
        }

        var all = await index.ListAsync(SearchFilter.None, 0, 100, Token);
        Assert.Equal("cabdef", string.Concat(all.Releases.Select(release => release.Id)));
        Assert.Equal(6, all.Total);
        var second = await index.ListAsync(SearchFilter.None, 2, 2, Token);
        Assert.Equal("bd", string.Concat(second.Releases.Select(release => release.Id)));
        Assert.Equal(6, second.Total);
        var last = await index.ListAsync(SearchFilter.None, 5, 2, Token);
        Assert.Equal("f", string.Concat(last.Releases.Select(release => release.Id)));
        var beyond = await index.ListAsync(SearchFilter.None, 6, 2, Token);
        Assert.Empty(beyond.Releases);
        Assert.Equal(6, beyond.Total);
    }

    [Fact]
    public async Task ListAsync_filters_as_a_search_does()
    {
        var samples = new Samples(41);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 60, Token);
        var day = all.Values.First(each => each.Release.Date is not null).Release.Date!.Value;
        foreach (var filter in new SearchFilter[] { new(From: day), new(To: day), new(From: day, To: day), new(Issuer: "RIVER commission"), new(Language: "kk") })
        {
            var page = await index.ListAsync(filter, 0, 1000, Token);
            var found = await FoundAsync(index, samples, filter);
            Assert.Equal(found.Distinct().Order(), page.Releases.Select(release => release.Id).Order());
            Assert.Equal(page.Releases.Length, page.Total);
        }
    }

    [Fact]
    public async Task ListAsync_gives_the_facts_of_a_release()
    {
        var index = Create();
        var (release, passages) = new Samples(42).Make("r", 1);
        release = release with { Place = "Astana", Url = "https://example.org/r", Issuer = "A; B", Language = "en", Date = new DateOnly(2024, 5, 6) };
        await index.WriteAsync(release, passages, Token);
        var listed = Assert.Single((await index.ListAsync(SearchFilter.None, 0, 10, Token)).Releases);
        Assert.Equal(new ReleaseSummary("r", "Title of r", new DateOnly(2024, 5, 6), "Astana", "A; B", "en", "https://example.org/r"), listed);
    }
}
