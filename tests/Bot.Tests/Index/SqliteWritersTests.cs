using Microsoft.Data.Sqlite;
using ReleaseBot.Index.Sqlite;

namespace ReleaseBot.Index;

/// <summary>Several writers of one file, full disks, and how little a refresh reads.</summary>
public sealed class SqliteWritersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqlitePassageIndex> _indexes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _indexes.ForEach(index => index.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task Open_by_many_at_once_creates_one_index()
    {
        var indexes = Enumerable.Range(0, 6).Select(_ => Create()).ToList();
        await Task.WhenAll(indexes.Select(index => index.OpenAsync(Token)));
        await Samples.FillAsync(indexes[0], new Samples(1), 2, Token);
        Assert.Equal(2, (await indexes[5].GetStatisticsAsync(Token)).Releases);
    }

    [Fact]
    public async Task Writes_by_two_instances_at_once_are_all_kept_and_each_release_once()
    {
        var indexes = new[] { Create(), Create() };
        var samples = new Samples(2);
        var versions = Enumerable.Range(0, 60).Select(i => samples.Make($"r{i % 20}", 1 + (i % 4))).ToList();
        await Task.WhenAll(indexes.Select(index => Task.Run(
            async () =>
            {
                foreach (var (release, passages) in versions)
                {
                    await index.WriteAsync(release, passages, Token);
                }
            },
            Token)));
        // Both wrote the last version of each release last.
        var last = versions.TakeLast(20).ToList();
        foreach (var index in indexes)
        {
            var query = samples.Query(1000);
            var result = await index.SearchAsync(query, Token);
            Assert.Equal(last.Sum(each => each.Passages.Length), result.Candidates.Count);
            new NaiveSearch(last, query).Verify(result);
        }
    }

    [Fact]
    public async Task WriteAsync_while_another_process_writes_gives_up_and_loses_nothing()
    {
        var samples = new Samples(3);
        var index = new SqlitePassageIndex(_folder.Path, () => Samples.Schema, TimeSpan.FromMilliseconds(50));
        _indexes.Add(index);
        var all = await Samples.FillAsync(index, samples, 3, Token);
        using (var other = new IndexFile(_folder.Path, TimeSpan.Zero).Connect(readOnly: false))
        {
            other.Execute("BEGIN IMMEDIATE");
            var exception = await Assert.ThrowsAsync<IndexException>(() => index.DeleteAsync("release-1", Token));
            Assert.Contains("another process", exception.Message, StringComparison.Ordinal);
            Assert.Equal(3, (await index.GetStatisticsAsync(Token)).Releases);
            other.Execute("ROLLBACK");
        }

        Assert.True(await index.DeleteAsync("release-1", Token));
        all.Remove("release-1");
        var query = samples.Query(1000);
        new NaiveSearch(all.Values, query).Verify(await index.SearchAsync(query, Token));
    }

    [Fact]
    public async Task Write_to_a_full_disk_changes_nothing_and_says_so()
    {
        var samples = new Samples(4);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 5, Token);
        using (var writer = new IndexFile(_folder.Path, TimeSpan.FromSeconds(1)).Connect(readOnly: false))
        {
            writer.Execute($"PRAGMA max_page_count = {writer.Scalar("PRAGMA page_count")}");
            var (release, passages) = samples.Make("release-2", 900);
            var exception = Assert.Throws<SqliteException>(() => writer.Transact(() => ReleaseRows.Write(writer, release, passages)));
            Assert.Contains("disk", IndexFailures.Explain(exception, "index.db").Message, StringComparison.Ordinal);
            Assert.Contains("full", IndexFailures.Explain(exception, "index.db").Message, StringComparison.Ordinal);
            // The connection goes on to serve once there is room.
            writer.Execute("PRAGMA max_page_count = 1000000");
            writer.Transact(() => ReleaseRows.Write(writer, release, passages));
            all["release-2"] = (release, passages);
        }

        var query = samples.Query(2000);
        new NaiveSearch(all.Values, query).Verify(await index.SearchAsync(query, Token));
    }

    [Fact]
    public async Task Refresh_after_one_write_keeps_the_large_segments_and_stays_right_over_many()
    {
        var samples = new Samples(5);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 60, Token);
        var loader = new SnapshotLoader("index.db", Samples.Dimension);
        using var connection = new IndexFile(_folder.Path, TimeSpan.FromSeconds(1)).Connect(readOnly: true);
        var snapshot = loader.Refresh(connection, Snapshot.Empty);
        var first = snapshot.Segments[0];
        for (var i = 0; i < 50; i++)
        {
            var id = $"release-{i % 25}";
            all[id] = samples.Make(id, 1 + (i % 3));
            await index.WriteAsync(all[id].Release, all[id].Passages, Token);
            snapshot = loader.Refresh(connection, snapshot);
            Assert.Equal(all.Values.Sum(each => each.Passages.Length), snapshot.Passages);
            Assert.InRange(snapshot.Segments.Length, 1, 10);
            if (i == 0)
            {
                Assert.Same(first, snapshot.Segments[0]);
                Assert.InRange(snapshot.Segments[^1].Count, 1, 3);
            }
        }

        var query = samples.Query(1000);
        new NaiveSearch(all.Values, query).Verify(await index.SearchAsync(query, Token));
    }

    [Fact]
    public async Task Refresh_of_a_snapshot_older_than_the_remembered_removals_reads_everything()
    {
        var samples = new Samples(6);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 10, Token);
        using var connection = new IndexFile(_folder.Path, TimeSpan.FromSeconds(1)).Connect(readOnly: false);
        var loader = new SnapshotLoader("index.db", Samples.Dimension);
        var snapshot = loader.Refresh(connection, Snapshot.Empty);
        await index.DeleteAsync("release-4", Token);
        connection.Execute("DELETE FROM removals; UPDATE state SET forgotten = revision");
        Assert.Equal(9, loader.Refresh(connection, snapshot).Releases);
        Assert.Equal(10, snapshot.Releases);
    }

    [Fact]
    public async Task SearchAsync_takes_equal_scores_by_passage_id()
    {
        var samples = new Samples(7);
        var index = Create();
        var (release, passages) = samples.Make("r", 30);
        var same = passages.Select(passage => passage with { Dense = passages[0].Dense, Sparse = passages[1].Sparse }).ToList();
        await index.WriteAsync(release, same, Token);
        var query = new PassageQuery(passages[2].Dense, passages[1].Sparse, SearchFilter.None, 4);
        var result = await index.SearchAsync(query, Token);
        var smallest = same.Select(passage => passage.Passage.Id).Order().Take(4);
        Assert.Equal(smallest, result.Candidates.Select(candidate => candidate.Passage.Id));
    }

    private SqlitePassageIndex Create()
    {
        _indexes.Add(new SqlitePassageIndex(_folder.Path, Samples.Schema));
        return _indexes[^1];
    }
}
