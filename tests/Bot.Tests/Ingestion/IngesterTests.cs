using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Passages;

namespace ReleaseBot.Ingestion;

public sealed class IngesterTests : IDisposable
{
    private readonly IngestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task First_run_stores_every_passage_with_its_vector()
    {
        _folder.WriteRelease("a.txt", "The bridge is finished");
        _folder.WriteRelease("2024/b.txt", "The barrier is delayed", "the barrier");

        var summary = await _folder.IngestAsync();

        Assert.Equal((2, 2, 0, 0, 0), (summary.Read, summary.New, summary.Changed, summary.Unchanged, summary.Failed));
        Assert.Equal(["2024/b.txt", "a.txt"], _folder.Index.Ids);
        Assert.Equal(summary.Passages, _folder.Index.PassagesOf("a.txt").Count + _folder.Index.PassagesOf("2024/b.txt").Count);
        Assert.Equal(summary.Passages, summary.Embedded);
        var release = await _folder.Index.GetReleaseAsync("a.txt", TestContext.Current.CancellationToken);
        Assert.Equal(Chunker.Split(release!).Select(passage => passage.Id), _folder.Index.PassagesOf("a.txt").Select(each => each.Passage.Id));
        Assert.All(_folder.Index.PassagesOf("a.txt"), each =>
        {
            Assert.Equal("hash-1", each.ModelId);
            Assert.NotEmpty(each.Sparse.Indices);
            Assert.NotEmpty(each.TitleSparse.Indices);
        });
    }

    [Fact]
    public async Task Each_passage_gets_the_vector_of_its_own_text()
    {
        foreach (var number in Enumerable.Range(0, 60))
        {
            _folder.WriteRelease($"{number}.txt", $"Release number {number}", $"subject {number}");
        }

        await _folder.IngestAsync();

        var alone = new HashEmbeddings();
        foreach (var each in _folder.Index.Ids.SelectMany(_folder.Index.PassagesOf))
        {
            var expected = await alone.GenerateAsync([each.Passage.EmbeddingText], null, TestContext.Current.CancellationToken);
            Assert.Equal(expected[0].Vector.ToArray(), each.Dense.ToArray());
        }
    }

    [Fact]
    public async Task Second_run_embeds_and_writes_nothing()
    {
        _folder.WriteRelease("a.txt", "The bridge is finished");
        _folder.Write("list.jsonl", """{"id": "j1", "title": "One line", "text": "A line of a list is a release too. It has words."}""");
        await _folder.IngestAsync();
        var writes = _folder.Index.Writes;

        var summary = await _folder.IngestAsync();

        Assert.Equal((2, 0, 0, 2), (summary.Read, summary.New, summary.Changed, summary.Unchanged));
        Assert.Equal(0, summary.Embedded);
        Assert.Empty(_folder.Embeddings.Texts);
        Assert.Equal(writes, _folder.Index.Writes);
    }

    [Fact]
    public async Task Edited_paragraph_embeds_only_the_passages_it_touches()
    {
        var path = _folder.WriteRelease("a.txt", "The bridge is finished");
        await _folder.IngestAsync();
        var before = _folder.Index.PassagesOf("a.txt").Select(each => each.Passage.Text).ToHashSet();
        File.WriteAllText(path, File.ReadAllText(path).Replace("12 million", "14 million", StringComparison.Ordinal));

        var summary = await _folder.IngestAsync();

        Assert.Equal((1, 0, 1), (summary.Read, summary.New, summary.Changed));
        var touched = _folder.Index.PassagesOf("a.txt").Where(each => !before.Contains(each.Passage.Text)).ToList();
        Assert.InRange(touched.Count, 1, _folder.Index.PassagesOf("a.txt").Count - 1);
        Assert.Equal(touched.Count, summary.Embedded);
        Assert.Equal(touched.Select(each => each.Passage.EmbeddingText).Order(), _folder.Embeddings.Texts.Order());
        Assert.All(touched, each => Assert.Contains("14 million", each.Passage.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bad_file_is_reported_and_the_rest_goes_on()
    {
        _folder.WriteRelease("a.txt", "The bridge is finished");
        _folder.Write("empty.txt", string.Empty);
        _folder.WriteRelease("z.txt", "The barrier is delayed");

        var summary = await _folder.IngestAsync();

        Assert.Equal((3, 2, 1), (summary.Read, summary.New, summary.Failed));
        var failure = Assert.Single(_folder.Results, result => result.Outcome == IngestOutcome.Failed);
        Assert.EndsWith("empty.txt", failure.Source, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(failure.Reason));
    }

    [Fact]
    public async Task Cancellation_is_rethrown_and_what_was_written_stays()
    {
        foreach (var number in Enumerable.Range(0, 20))
        {
            _folder.WriteRelease($"{number:00}.txt", $"Release number {number}", $"subject {number}");
        }

        using var stop = new CancellationTokenSource();
        _folder.Index.BeforeWrite = (_, _) => _folder.Index.Writes == 5 ? stop.CancelAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _folder.IngestAsync(false, stop.Token));

        Assert.Equal(5, _folder.Index.Ids.Count);
        Assert.DoesNotContain(_folder.Results, result => result.Outcome == IngestOutcome.Failed);
        _folder.Index.BeforeWrite = (_, _) => Task.CompletedTask;
        var summary = await _folder.IngestAsync();
        Assert.Equal((15, 5), (summary.New, summary.Unchanged));
    }

    [Fact]
    public async Task Failing_index_stops_the_ingest_with_its_own_words()
    {
        foreach (var number in Enumerable.Range(0, 300))
        {
            _folder.WriteRelease($"{number:000}.txt", $"Release number {number}", $"subject {number}");
        }

        _folder.Index.BeforeWrite = (_, _) =>
            _folder.Index.Writes == 3 ? throw new IndexException("The disk is full. Make room and ingest again.") : Task.CompletedTask;

        var thrown = await Assert.ThrowsAsync<IndexException>(() => _folder.IngestAsync());

        Assert.Equal("The disk is full. Make room and ingest again.", thrown.Message);
        Assert.Equal(3, _folder.Index.Ids.Count);
    }

    [Fact]
    public async Task Failing_model_stops_the_ingest_with_its_own_words()
    {
        _folder.WriteRelease("a.txt", "The bridge is finished");
        _folder.Embeddings.BeforeBatch = (_, _) => throw new InvalidOperationException("model");

        Assert.Equal("model", (await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.IngestAsync())).Message);
        Assert.Empty(_folder.Index.Ids);
    }

    [Fact]
    public async Task Two_ingests_at_once_end_in_the_same_index_as_one()
    {
        foreach (var number in Enumerable.Range(0, 40))
        {
            _folder.WriteRelease($"{number:00}.txt", $"Release number {number}", $"subject {number}");
        }

        var token = TestContext.Current.CancellationToken;
        var both = await Task.WhenAll(_folder.IngestQuietlyAsync(token), Task.Run(() => _folder.IngestQuietlyAsync(token), token));

        Assert.All(both, summary => Assert.Equal((40, 0), (summary.Read, summary.Failed)));
        Assert.Equal(40, _folder.Index.Ids.Count);
    }

    [Fact]
    public async Task Texts_of_many_releases_share_a_batch_and_a_batch_is_bounded()
    {
        foreach (var number in Enumerable.Range(0, 400))
        {
            _folder.WriteRelease($"{number:000}.txt", $"Release number {number}", $"subject {number}");
        }

        var batches = new List<int>();
        _folder.Embeddings.BeforeBatch = (texts, _) =>
        {
            batches.Add(texts.Count);
            return Task.CompletedTask;
        };

        var summary = await _folder.IngestAsync();

        Assert.Equal(summary.Embedded, batches.Sum());
        Assert.InRange(batches.Count, 1, 2 + (summary.Embedded / 256));
        Assert.All(batches, count => Assert.InRange(count, 1, 512));
    }
}
