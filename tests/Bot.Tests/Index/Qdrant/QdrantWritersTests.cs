using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Index.Qdrant.Writing;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Several writers of one collection, writers that die, and what a write leaves behind.</summary>
public sealed class QdrantWritersTests(QdrantHome home) : IClassFixture<QdrantHome>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_by_many_at_once_creates_one_collection()
    {
        var collection = home.NewCollection();
        var indexes = Enumerable.Range(0, 6).Select(_ => home.Create(collection)).ToList();
        await Task.WhenAll(indexes.Select(index => index.OpenAsync(Token)));
        await Samples.FillAsync(indexes[0], new Samples(1), 2, Token);
        Assert.Equal(2, (await indexes[5].GetStatisticsAsync(Token)).Releases);
    }

    [Fact]
    public async Task Writes_by_two_instances_at_once_are_all_kept_and_each_release_once()
    {
        var collection = home.NewCollection();
        var indexes = new[] { home.Create(collection), home.Create(collection) };
        var samples = new Samples(2);
        var versions = Enumerable.Range(0, 16).Select(i => samples.Make($"r{i % 8}", 1 + (i % 4))).ToList();
        await Task.WhenAll(indexes.Select(async index =>
        {
            foreach (var (release, passages) in versions)
            {
                await index.WriteAsync(release, passages, Token);
            }
        }));

        // Both wrote the last version of each release last.
        var last = versions.TakeLast(8).ToList();
        var query = samples.Query(1000);
        foreach (var index in indexes)
        {
            new NaiveSearch(last, query).Verify(await index.SearchAsync(query, Token));
        }

        Assert.Equal(Points(last), await CountAsync(collection));
    }

    [Fact]
    public async Task WriteAllAsync_makes_several_releases_visible_at_once()
    {
        var index = home.Create(home.NewCollection());
        var samples = new Samples(3);
        var all = Enumerable.Range(0, 40).Select(i => samples.Make($"r{i}", 1 + (i % 9))).ToList();
        await index.WriteAllAsync([.. all.Select(each => (each.Release, (IReadOnlyList<EmbeddedPassage>)each.Passages))], Token);
        var query = samples.Query(1000);
        new NaiveSearch(all, query).Verify(await index.SearchAsync(query, Token));
    }

    [Fact]
    public async Task Write_cut_off_after_any_request_shows_the_old_release_or_the_new_and_the_next_write_completes_it()
    {
        var samples = new Samples(4);
        var (other, old, current) = (samples.Make("other", 3), samples.Make("r", 5), samples.Make("r", 2));
        var isWritten = false;
        for (var requests = 0; !isWritten; requests++)
        {
            var collection = home.NewCollection();
            var reader = home.Create(collection);
            await reader.WriteAsync(other.Release, other.Passages, Token);
            await reader.WriteAsync(old.Release, old.Passages, Token);
            isWritten = await TryWriteAsync(collection, requests, current);

            var seen = await reader.GetReleaseAsync("r", Token);
            Assert.Contains(seen?.Text, new[] { old.Release.Text, current.Release.Text });
            await VerifyAsync(reader, samples, [other, seen!.Text == old.Release.Text ? old : current]);

            await home.Create(collection).WriteAsync(current.Release, current.Passages, Token);
            await VerifyAsync(reader, samples, [other, current]);
            Assert.Equal(Points([other, current]), await CountAsync(collection));
            Assert.True(requests < 40, "The write never came through.");
        }
    }

    [Fact]
    public async Task Writer_without_a_sign_of_life_is_replaced_and_what_it_left_is_undone()
    {
        var collection = home.NewCollection();
        var samples = new Samples(6);
        var (old, half, current) = (samples.Make("r", 3), samples.Make("r", 5), samples.Make("other", 2));
        var index = home.Create(collection);
        await index.WriteAsync(old.Release, old.Passages, Token);
        var client = home.Provide(collection).GetRequiredService<QdrantClient>();
        var open = await new CollectionOpening(client, Samples.Schema, TimeProvider.System).OpenAliasAsync(collection, Token);
        using var silent = await WriteLease.AcquireAsync(open, Token);
        await client.UpsertAsync(collection, new Upsert([.. ReleasePoints.Of(half.Release, half.Passages, silent.Next)]), Token);
        await VerifyAsync(index, samples, [old]);

        var next = home.Provide(collection, configure: Patient, time: new HastyTime(20, isWaitingToo: false)).GetRequiredService<QdrantPassageIndex>();
        await next.WriteAsync(current.Release, current.Passages, Token);

        await VerifyAsync(index, samples, [old, current]);
        Assert.Equal(Points([old, current]), await CountAsync(collection));
        await Assert.ThrowsAsync<IndexException>(() => silent.CommitAsync(replaces: true, Token));
        await VerifyAsync(index, samples, [old, current]);

        static void Patient(QdrantOptions options) => (options.WriterLease, options.WriteTimeout) = (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Write_slower_than_its_lease_changes_nothing()
    {
        var collection = home.NewCollection();
        var samples = new Samples(7);
        var (old, current) = (samples.Make("r", 3), samples.Make("r", 2));
        var index = home.Create(collection);
        await index.WriteAsync(old.Release, old.Passages, Token);
        var upserts = 0;
        var slow = home.Provide(
            collection,
            configure: options => options.WriterLease = options.QueryTimeout = TimeSpan.FromSeconds(60),
            time: new HastyTime(20, isWaitingToo: true),
            innermost: () => new Slow(request => Intercepted.IsUpsert(request) && ++upserts == 2)).GetRequiredService<QdrantPassageIndex>();
        var exception = await Assert.ThrowsAsync<IndexException>(() => slow.WriteAsync(current.Release, current.Passages, Token));
        Assert.Contains("Index:Qdrant:WriterLease", exception.Message, StringComparison.Ordinal);
        await VerifyAsync(index, samples, [old]);
        await index.WriteAsync(current.Release, current.Passages, Token);
        await VerifyAsync(index, samples, [current]);
    }

    [Fact]
    public async Task Write_cancelled_half_way_changes_nothing_and_gives_the_lease_back()
    {
        var collection = home.NewCollection();
        var samples = new Samples(5);
        var (old, current) = (samples.Make("r", 3), samples.Make("r", 4));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var upserts = 0;
        var writer = home.Provide(collection, innermost: () => new Intercepted(request =>
        {
            if (Intercepted.IsUpsert(request) && ++upserts == 2)
            {
                stop.Cancel();
            }

            return null;
        })).GetRequiredService<QdrantPassageIndex>();
        var index = home.Create(collection);
        await index.WriteAsync(old.Release, old.Passages, Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.WriteAsync(current.Release, current.Passages, stop.Token));

        await VerifyAsync(index, samples, [old]);
        Assert.Equal(Points([old]), await CountAsync(collection));
        await index.WriteAsync(current.Release, current.Passages, Token);
        await VerifyAsync(index, samples, [current]);
    }

    // False when the connection went for good after so many requests, as when the process is killed.
    private async Task<bool> TryWriteAsync(string collection, int requests, (Release Release, EmbeddedPassage[] Passages) version)
    {
        var left = requests;
        var writer = home.Provide(collection, innermost: () => new Intercepted(
            _ => left-- > 0 ? null : throw new HttpRequestException("The process was killed."))).GetRequiredService<QdrantPassageIndex>();
        try
        {
            await writer.WriteAsync(version.Release, version.Passages, Token);
            return true;
        }
        catch (IndexException exception)
        {
            Assert.Contains("killed", exception.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private static async Task VerifyAsync(IPassageIndex index, Samples samples, (Release Release, EmbeddedPassage[] Passages)[] all)
    {
        var query = samples.Query(100);
        new NaiveSearch(all, query).Verify(await index.SearchAsync(query, Token));
        Assert.Equal((all.Length, all.Sum(each => each.Passages.Length)), await index.GetStatisticsAsync(Token) is var found ? (found.Releases, found.Passages) : default);
    }

    // Passages and releases, and the state.
    private static int Points(IReadOnlyCollection<(Release Release, EmbeddedPassage[] Passages)> all) => all.Sum(each => 1 + each.Passages.Length) + 1;

    private async Task<long> CountAsync(string collection) =>
        await home.Provide(collection).GetRequiredService<QdrantClient>().CountAsync(collection, new Count(new Filter(), Exact: true), Token);
}
