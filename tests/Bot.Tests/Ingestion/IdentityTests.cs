using ReleaseBot.Index.Ingestion;

namespace ReleaseBot.Ingestion;

/// <summary>Which file may have which id, and what goes with --prune.</summary>
public sealed class IdentityTests : IDisposable
{
    private readonly IngestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Same_id_twice_in_a_run_fails_the_second_and_keeps_the_first()
    {
        _folder.WriteRelease("one/a.txt", "The first text");
        _folder.WriteRelease("two/a.txt", "Another text");

        var summary = await _folder.IngestAsync(false, "one", "two");

        Assert.Equal((1, 1), (summary.New, summary.Failed));
        Assert.Contains("another id", Failure().Reason, StringComparison.Ordinal);
        Assert.Equal("The first text", (await _folder.Index.GetReleaseAsync("a.txt", TestContext.Current.CancellationToken))!.Title);
    }

    [Fact]
    public async Task Same_id_on_two_lines_of_a_list_fails_the_second()
    {
        _folder.Write("list.jsonl", """
            {"id": "7", "title": "One", "text": "The first of the two lines. It has words."}
            {"id": "7", "title": "Two", "text": "The second of the two lines. It has words."}
            """);

        Assert.Equal((1, 1), await NewAndFailedAsync());
        Assert.Equal(2, Failure().Line);
    }

    [Fact]
    public async Task Id_of_another_file_that_exists_is_refused()
    {
        _folder.WriteRelease("one/a.txt", "The first text");
        await _folder.IngestAsync(false, "one");
        _folder.WriteRelease("two/a.txt", "Another text");

        var summary = await _folder.IngestAsync(false, "two");

        Assert.Equal((0, 1), (summary.New + summary.Changed, summary.Failed));
        Assert.Contains(Path.Combine("one", "a.txt"), Failure().Reason, StringComparison.Ordinal);
        Assert.Equal("The first text", (await _folder.Index.GetReleaseAsync("a.txt", TestContext.Current.CancellationToken))!.Title);
    }

    [Fact]
    public async Task Id_of_a_file_that_is_gone_is_taken_over_without_embedding()
    {
        _folder.WriteRelease("one/a.txt", "The same text");
        await _folder.IngestAsync(false, "one");
        Directory.Move(Path.Combine(_folder.Path, "one"), Path.Combine(_folder.Path, "two"));

        var summary = await _folder.IngestAsync(false, "two");

        Assert.Equal((1, 0, 0), (summary.Changed, summary.Failed, summary.Embedded));
        var stored = await _folder.Index.GetFingerprintsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Path.Combine(_folder.Path, "two", "a.txt"), stored["a.txt"].Source);
    }

    [Fact]
    public async Task File_named_twice_is_stored_once()
    {
        _folder.WriteRelease("one/a.txt", "The first text");

        var summary = await _folder.IngestAsync(false, "one", Path.Combine("one", "a.txt"));

        Assert.Equal((1, 1, 0), (summary.New, summary.Unchanged, summary.Failed));
        Assert.Equal(["a.txt"], _folder.Index.Ids);
    }

    [Fact]
    public async Task Folder_below_an_ingested_one_renames_its_releases_instead_of_doubling_them()
    {
        _folder.WriteRelease("2024/a.txt", "The first text");
        await _folder.IngestAsync();

        var summary = await _folder.IngestAsync(false, "2024");

        Assert.Equal((1, 1, 0), (summary.New, summary.Removed, summary.Embedded));
        Assert.Equal(["a.txt"], _folder.Index.Ids);
    }

    [Fact]
    public async Task Prune_removes_only_what_is_gone_below_the_given_paths()
    {
        _folder.WriteRelease("one/a.txt", "The first text");
        _folder.WriteRelease("one/b.txt", "The second text");
        _folder.WriteRelease("two/c.txt", "The third text");
        _folder.WriteRelease("one-more/d.txt", "The fourth text");
        await _folder.IngestAsync(false, "one", "two", "one-more");
        _folder.Delete("one/b.txt");
        _folder.Delete("two/c.txt");
        _folder.Delete("one-more/d.txt");

        Assert.Equal(0, (await _folder.IngestAsync(false, "one")).Removed);
        var summary = await _folder.IngestAsync(true, "one");

        Assert.Equal((1, 1), (summary.Unchanged, summary.Removed));
        Assert.Equal(["a.txt", "c.txt", "d.txt"], _folder.Index.Ids);
    }

    [Fact]
    public async Task Prune_removes_lines_that_are_gone_from_a_list()
    {
        const string first = """{"id": "1", "title": "One", "text": "The first of the two lines. It has words."}""";
        const string second = """{"id": "2", "title": "Two", "text": "The second of the two lines. It has words."}""";
        _folder.Write("list.jsonl", first + "\n" + second + "\n");
        await _folder.IngestAsync();
        _folder.Write("list.jsonl", second + "\n");

        Assert.Equal(1, (await _folder.IngestAsync(prune: true)).Removed);
        Assert.Equal(["2"], _folder.Index.Ids);
    }

    [Fact]
    public async Task Prune_keeps_what_could_not_be_read()
    {
        _folder.WriteRelease("a.txt", "The first text");
        _folder.Write("list.jsonl", """{"id": "1", "title": "One", "text": "The first of the lines. It has words."}""");
        await _folder.IngestAsync();
        _folder.Write("a.txt", string.Empty);
        _folder.Write("list.jsonl", """{"id": "1", "tit""");

        var summary = await _folder.IngestAsync(prune: true);

        Assert.Equal((2, 0), (summary.Failed, summary.Removed));
        Assert.Equal(["1", "a.txt"], _folder.Index.Ids);
    }

    [Fact]
    public async Task Prune_of_a_missing_path_removes_nothing_at_all()
    {
        _folder.WriteRelease("one/a.txt", "The first text");
        _folder.WriteRelease("two/b.txt", "The second text");
        await _folder.IngestAsync(false, "one", "two");
        _folder.Delete("two/b.txt");
        Directory.Delete(Path.Combine(_folder.Path, "one"), recursive: true);

        var thrown = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => _folder.IngestAsync(true, "one", "two"));

        Assert.Contains("nothing is pruned", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(["a.txt", "b.txt"], _folder.Index.Ids);
    }

    private async Task<(int New, int Failed)> NewAndFailedAsync()
    {
        var summary = await _folder.IngestAsync();
        return (summary.New, summary.Failed);
    }

    private IngestResult Failure() => Assert.Single(_folder.Results, result => result.Outcome == IngestOutcome.Failed);
}
