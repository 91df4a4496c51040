using System.Diagnostics;
using System.Text;

namespace ReleaseBot.Releases;

public sealed class BrokenFileTests : IDisposable
{
    private readonly ReleaseFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("empty.txt", "file is empty")]
    [InlineData("blank.txt", "no readable text")]
    [InlineData("nul.txt", "only NUL bytes")]
    [InlineData("half-nul.txt", "full of NUL bytes")]
    [InlineData("image.txt", "is an image, not text")]
    [InlineData("noise.txt", "binary, not text")]
    [InlineData("cut-character.txt", "in the middle of a character: it is truncated")]
    [InlineData("truncated-in-tag.html", "in the middle of a tag: it is truncated")]
    [InlineData("truncated-in-text.html", "without </html>: it is truncated")]
    [InlineData("script-only.html", "no readable text; it may fill itself by script")]
    [InlineData("front-matter.md", "front matter is not valid YAML")]
    public async Task Broken_file_is_an_error_that_says_why(string name, string reason)
    {
        var result = await ReleaseFiles.ReadOneAsync(ReleaseFiles.Data("broken", name));

        Assert.Null(result.Release);
        Assert.Null(result.Line);
        Assert.Equal(ReleaseFiles.Data("broken", name), result.Source);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_line_is_an_error_of_that_line_and_the_others_are_read()
    {
        var results = await ReleaseFiles.ReadAllAsync(ReleaseFiles.Data("broken", "lines.jsonl"));

        Assert.Equal([1, 2, 3, 5, 6, 7, 8, 9, 10], results.Select(result => result.Line!.Value));
        Assert.Equal(["nrc-101", "nrc-102"], results.Select(result => result.Release?.Id).OfType<string>());
        string[] reasons = ["not a JSON object", "\"text\" has a value of the wrong kind", "not a JSON object", "\"id\" is missing", "\"date\" is not a date: \"soon\"", "\"text\" is missing", "truncated"];
        Assert.All(results.Where(result => result.Error is not null).Zip(reasons), pair => Assert.Contains(pair.Second, pair.First.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("huge.txt", 100L << 20)]
    [InlineData("huge.html", 100L << 20)]
    [InlineData("huger.md", 8L << 30)]
    public async Task Huge_file_is_refused_without_reading_it(string name, long length)
    {
        // Sparse, so it costs no disk; 8 GiB would fit neither the time nor one array, were they read.
        var path = Path.Combine(_files.Folder, name);
        await using (var stream = File.Create(path))
            stream.SetLength(length);
        var watch = Stopwatch.StartNew();

        var result = await ReleaseFiles.ReadOneAsync(path);

        Assert.Contains("larger than 20971520 bytes. Split it, or raise Releases:MaxReleaseBytes", result.Error, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Line_over_the_limit_is_an_error_and_the_next_one_is_read()
    {
        var path = _files.Write("a.jsonl", $$"""{"id": "1", "text": "{{new string('x', 200_000)}}"}""" + "\n" + """{"id": "2", "text": "Words."}""");
        var results = new List<ReadResult>();
        await foreach (var result in ReleaseFiles.Reader(4096).ReadAsync([path], ReleaseFiles.Token))
            results.Add(result);

        Assert.Equal([1, 2], results.Select(result => result.Line!.Value));
        Assert.Contains("The line is larger than 4096 bytes", results[0].Error, StringComparison.Ordinal);
        Assert.Equal("2", results[1].Release!.Id);
    }

    [Fact]
    public async Task Jsonl_larger_than_the_limit_is_streamed()
    {
        var path = _files.Write("a.jsonl", string.Join('\n', Enumerable.Range(1, 400).Select(i => $$"""{"id": "{{i}}", "text": "The council met."}""")));
        var read = 0;
        await foreach (var result in ReleaseFiles.Reader(1024).ReadAsync([path], ReleaseFiles.Token))
            read += result.Release is null ? 0 : 1;

        Assert.Equal(400, read);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<blockquote><p>")]
    [InlineData("<div/>")]
    public async Task Hundred_thousand_nested_elements_are_refused(string element)
    {
        var html = new StringBuilder("<html><body>").Insert(12, element, 100_000).Append("words</body></html>").ToString();

        Assert.Contains("nested more than 400 deep", await _files.ErrorAsync("deep.html", Encoding.UTF8.GetBytes(html)), StringComparison.Ordinal);
        Assert.Contains("nested", await _files.ErrorAsync("deep.md", Encoding.UTF8.GetBytes(html)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    public async Task Deeply_nested_markdown_is_refused(string mark)
    {
        var text = new StringBuilder().Insert(0, mark, 20_000).Append("words").ToString();

        Assert.Contains("nested too deeply", await _files.ErrorAsync("deep.md", Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deeply_nested_json_and_yaml_do_no_harm()
    {
        var brackets = new string('[', 100_000);

        Assert.Contains("JSON", await _files.ErrorAsync("a.jsonl", Encoding.UTF8.GetBytes($$"""{"id": "1", "text": "Words.", "more": {{brackets}}}""")), StringComparison.Ordinal);
        Assert.NotNull(await _files.ErrorAsync("a.md", Encoding.UTF8.GetBytes($"---\ntitle: {brackets[..10_000]}\n---\nWords.\n")));
    }

    [Fact]
    public async Task Many_paragraphs_without_end_tags_are_not_nesting()
    {
        var html = "<html><body><article><h1>Council meets</h1>" + string.Concat(Enumerable.Repeat("<p>The council met on Monday.<ul><li>one<li>two</ul>", 2_000)) + "</article></body></html>";

        Assert.Contains("one\ntwo", (await _files.ReadTextAsync("wide.html", html)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty.jsonl", "", "file is empty")]
    [InlineData("blank.jsonl", "\n  \n\n", "file is empty")]
    [InlineData("nul.jsonl", "\0\0\0\0\0\0", "only NUL bytes")]
    [InlineData("null.jsonl", "null", "one JSON object per line")]
    [InlineData("empty.md", "", "file is empty")]
    [InlineData("only-front-matter.md", "---\ndate: 2024-01-02\n---\n", "no readable text")]
    [InlineData("empty.html", "", "file is empty")]
    [InlineData("comment.html", "<html><body><p>Words <!-- never closed", "in the middle of a comment")]
    [InlineData("script.html", "<html><body><p>Words</p><script>let a =", "in the middle of a script")]
    [InlineData("document.txt", "%PDF-1.7 words", "is a PDF document")]
    [InlineData("archive.txt", "PK\u0003\u0004words", "zip archive or an office document")]
    public async Task Broken_text_is_an_error_that_says_why(string name, string text, string reason) =>
        Assert.Contains(reason, await _files.ErrorAsync(name, Encoding.Latin1.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public async Task File_of_bad_lines_only_is_given_up()
    {
        var results = await ReleaseFiles.ReadAllAsync(_files.Write("a.jsonl", string.Concat(Enumerable.Repeat("no json\n", 5_000))));

        Assert.Equal(101, results.Count);
        Assert.Contains("the rest was not read", results[^1].Error, StringComparison.Ordinal);
    }
}
