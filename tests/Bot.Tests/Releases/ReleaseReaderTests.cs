using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Releases;

public sealed class ReleaseReaderTests : IDisposable
{
    private const string Words = "Council opens centre\n\nThe council opened a centre on Monday.\n";
    private readonly ReleaseFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Folder_with_folders_in_it_is_read_in_ordinal_order()
    {
        foreach (var name in new[] { "b.txt", "a/z.txt", "a/B.md", "Z.html", "a.txt" })
            _files.Write(name, name.EndsWith("html", StringComparison.Ordinal) ? $"<p>{Words}</p>" : Words);

        var results = await ReleaseFiles.ReadAllAsync(_files.Folder);

        Assert.Equal(["Z.html", "a/B.md", "a/z.txt", "a.txt", "b.txt"], results.Select(result => result.Release!.Id));
        Assert.All(results, result => Assert.True(Path.IsPathFullyQualified(result.Source) && File.Exists(result.Source)));
    }

    [Fact]
    public async Task File_named_directly_has_its_name_as_id() =>
        Assert.Equal("visit.txt", (await ReleaseFiles.ReadOneAsync(_files.Write("2024/visit.txt", Words))).Release!.Id);

    [Fact]
    public async Task Unknown_type_is_skipped_in_a_folder_and_an_error_when_named()
    {
        var photo = _files.Write("photo.jpg", "x");
        _files.Write("visit.TXT", Words);

        Assert.Equal("visit.TXT", Assert.Single(await ReleaseFiles.ReadAllAsync(_files.Folder)).Release!.Id);
        Assert.Contains("Save it as .txt, .md", (await ReleaseFiles.ReadOneAsync(photo)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_and_empty_paths_are_errors_and_the_rest_is_read()
    {
        var results = await ReleaseFiles.ReadAllAsync(Path.Combine(_files.Folder, "none.txt"), string.Empty, "a\0b", _files.Write("visit.txt", Words));

        Assert.Equal(4, results.Count);
        Assert.Contains("no such file", results[0].Error, StringComparison.Ordinal);
        Assert.All(results[1..3], result => Assert.Contains("Name a file or a folder", result.Error, StringComparison.Ordinal));
        Assert.NotNull(results[3].Release);
    }

    [Fact]
    public async Task Link_to_a_containing_folder_is_an_error_and_the_rest_is_read()
    {
        _files.Write("a/visit.txt", Words);
        Directory.CreateSymbolicLink(Path.Combine(_files.Folder, "a", "loop"), _files.Folder);

        var results = await ReleaseFiles.ReadAllAsync(_files.Folder);

        Assert.Contains("leads back", results[0].Error, StringComparison.Ordinal);
        Assert.EndsWith("loop", results[0].Source, StringComparison.Ordinal);
        Assert.Equal("a/visit.txt", results[1].Release!.Id);
        Assert.Equal(2, results.Count);
    }

    [Fact]
    public async Task Links_to_each_other_and_to_nothing_are_errors()
    {
        File.CreateSymbolicLink(Path.Combine(_files.Folder, "a.txt"), Path.Combine(_files.Folder, "b.txt"));
        File.CreateSymbolicLink(Path.Combine(_files.Folder, "b.txt"), Path.Combine(_files.Folder, "a.txt"));
        File.CreateSymbolicLink(Path.Combine(_files.Folder, "c.txt"), Path.Combine(_files.Folder, "gone.txt"));

        var results = await ReleaseFiles.ReadAllAsync(_files.Folder, Path.Combine(_files.Folder, "c.txt"));

        Assert.Equal(4, results.Count);
        Assert.All(results, result => Assert.Contains("link", result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Linked_folder_elsewhere_is_read_once_through_its_link()
    {
        using var elsewhere = new ReleaseFiles();
        elsewhere.Write("visit.txt", Words);
        Directory.CreateSymbolicLink(Path.Combine(elsewhere.Folder, "back"), _files.Folder);
        Directory.CreateSymbolicLink(Path.Combine(_files.Folder, "one"), elsewhere.Folder);
        Directory.CreateSymbolicLink(Path.Combine(_files.Folder, "two"), elsewhere.Folder);

        var results = await ReleaseFiles.ReadAllAsync(_files.Folder);

        Assert.Equal("one/visit.txt", Assert.Single(results, result => result.Release is not null).Release!.Id);
        Assert.Contains("leads back", Assert.Single(results, result => result.Release is null).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_and_file_without_permission_are_errors_and_the_rest_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions do not bind this user");
        var locked = Directory.CreateDirectory(Path.Combine(_files.Folder, "a"));
        var file = _files.Write("b.txt", Words);
        _files.Write("c.txt", Words);
        Lock(locked.FullName, UnixFileMode.None);
        Lock(file, UnixFileMode.None);

        var results = await ReleaseFiles.ReadAllAsync(_files.Folder);
        var count = await ReleaseFiles.Reader().CountAsync([_files.Folder], ReleaseFiles.Token);
        Lock(locked.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Contains("No permission to open the folder", results[0].Error, StringComparison.Ordinal);
        Assert.Contains("No permission to read the file", results[1].Error, StringComparison.Ordinal);
        Assert.NotNull(results[2].Release);
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Cancellation_is_rethrown_and_never_a_failed_file()
    {
        _files.Write("a.txt", Words);
        _files.Write("b.jsonl", """{"id": "1", "text": "Words."}""");
        using var source = new CancellationTokenSource();
        var read = new List<ReadResult>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in ReleaseFiles.Reader().ReadAsync([_files.Folder], source.Token))
            {
                read.Add(result);
                await source.CancelAsync();
            }
        });

        Assert.NotNull(Assert.Single(read).Release);
    }

    [Fact]
    public async Task Count_equals_the_number_of_results()
    {
        _files.Write("a.txt", Words);
        _files.Write("b.png", "x");
        _files.Write("c.jsonl", "{}\n\n  \n{}\n{}");
        _files.Write("d.jsonl", string.Empty);
        string[] paths = [_files.Folder, Path.Combine(_files.Folder, "none"), ReleaseFiles.Data("broken")];

        Assert.Equal((await ReleaseFiles.ReadAllAsync(paths)).Count, await ReleaseFiles.Reader().CountAsync(paths, ReleaseFiles.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Limit_out_of_range_is_refused_with_its_value_and_the_remedy(int limit)
    {
        var error = Assert.Throws<OptionsValidationException>(() =>
            new ReleaseReader(Options.Create(new ReleasesOptions { MaxReleaseBytes = limit }), NullLogger<ReleaseReader>.Instance));

        Assert.Contains($"Releases:MaxReleaseBytes is {limit}; set it between 1024 and", error.Message, StringComparison.Ordinal);
    }

    private static void Lock(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
