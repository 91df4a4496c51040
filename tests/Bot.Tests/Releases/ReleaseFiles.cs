using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Releases;

/// <summary>A folder for one test, and a reader for it.</summary>
internal sealed class ReleaseFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("releases-");

    public string Folder => _folder.FullName;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A file among the committed test data.</summary>
    public static string Data(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent;
        return Path.Combine([folder!.FullName, "tests", "data", .. parts]);
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static ReleaseReader Reader(int maxBytes = 20 << 20) =>
        new(Options.Create(new ReleasesOptions { MaxReleaseBytes = maxBytes }), NullLogger<ReleaseReader>.Instance);

    public static async Task<List<ReadResult>> ReadAllAsync(params string[] paths)
    {
        var results = new List<ReadResult>();
        await foreach (var result in Reader().ReadAsync(paths, Token))
            results.Add(result);
        return results;
    }

    public static async Task<ReadResult> ReadOneAsync(string path) => Assert.Single(await ReadAllAsync(path));

    public async Task<Release> ReadTextAsync(string name, string text)
    {
        var result = await ReadOneAsync(Write(name, text));
        Assert.Null(result.Error);
        return result.Release!;
    }

    public async Task<string> ErrorAsync(string name, byte[] bytes)
    {
        var result = await ReadOneAsync(Write(name, bytes));
        Assert.Null(result.Release);
        return result.Error!;
    }

    public static void AssertSound(Release release)
    {
        Assert.DoesNotContain('\r', release.Text);
        Assert.DoesNotContain('\0', release.Text);
        Assert.False(release.Text.StartsWith('\uFEFF'));
        // Strict encoding throws on a lone surrogate.
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(release.Text);
        Assert.DoesNotContain('\n', release.Title);
        Assert.NotEmpty(release.Title);
        if (release.TitleSpan.Length > 0)
            Assert.Equal(release.Title, release.TitleSpan.Of(release.Text));
        AssertOrdered(release.Headings, release.Text);
        AssertOrdered(release.Boilerplate, release.Text);
        Assert.DoesNotContain(release.Boilerplate, span => span.Overlaps(release.TitleSpan));
        Assert.Matches("^[0-9a-f]{64}$", release.ContentHash);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertOrdered(IReadOnlyList<TextSpan> spans, string text)
    {
        var end = 0;
        foreach (var span in spans)
        {
            Assert.InRange(span.Start, end, text.Length);
            Assert.InRange(span.End, span.Start + 1, text.Length);
            Assert.Equal(span.Of(text).Trim(), span.Of(text));
            end = span.End;
        }
    }
}
