using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Servers and collections that are not meant for us.</summary>
public sealed class QdrantRefusalsTests : IAsyncLifetime
{
    private KeyedQdrant _qdrant = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _qdrant = await KeyedQdrant.StartAsync();

    public ValueTask DisposeAsync() => _qdrant.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Wrong_key_is_told_with_the_setting(string? key)
    {
        var exception = await Assert.ThrowsAsync<IndexException>(() => _qdrant.Create(options => options.ApiKey = key).OpenAsync(Token));
        Assert.Contains("Index:Qdrant:ApiKey", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.RetryAfter);
    }

    [Fact]
    public async Task Key_that_may_only_read_answers_and_does_not_write()
    {
        var samples = new Samples(6);
        var reading = _qdrant.Create(options => options.ApiKey = KeyedQdrant.ReadOnlyKey);
        var absent = await Assert.ThrowsAsync<IndexException>(() => reading.OpenAsync(Token));
        Assert.Contains("this key may not create it", absent.Message, StringComparison.Ordinal);

        await _qdrant.FilledAsync();
        await reading.OpenAsync(Token);
        Assert.NotEmpty((await reading.SearchAsync(samples.Query(3), Token)).Candidates);
        var (release, passages) = samples.Make("r", 1);
        var exception = await Assert.ThrowsAsync<IndexException>(() => reading.WriteAsync(release, passages, Token));
        Assert.Contains("may not do this", exception.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await reading.GetStatisticsAsync(Token)).Releases);
    }

    [Fact]
    public async Task Collection_of_another_model_dimension_chunker_or_tokenizer_is_refused_with_the_remedy()
    {
        await _qdrant.FilledAsync();
        var schema = Samples.Schema;
        foreach (var (other, word) in new[]
        {
            (schema with { ModelId = "model-b" }, "embedding model is model-a, this program uses model-b"),
            (schema with { Dimension = 42 }, "length of the vectors is 41, this program uses 42"),
            (schema with { ChunkerVersion = "window-9" }, "window-9"),
            (schema with { TokenizerVersion = "tokens-9" }, "tokens-9"),
        })
        {
            var index = _qdrant.Provide(null, null, other).GetRequiredService<QdrantPassageIndex>();
            var exception = await Assert.ThrowsAsync<IndexException>(() => index.OpenAsync(Token));
            Assert.Contains(word, exception.Message, StringComparison.Ordinal);
            Assert.Contains("bot index migrate", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.16.3", false)]
    [InlineData("1.17.0", true)]
    [InlineData("2.0.0-dev", true)]
    public async Task Server_version_is_checked(string version, bool isTaken)
    {
        await using var server = await QdrantTestServer.StartAsync(new QdrantServerOptions { Version = version }, Token);
        var opening = _qdrant.Create(options => options.Url = server.Url).OpenAsync(Token);
        if (isTaken)
        {
            await opening;
        }
        else
        {
            Assert.Contains("1.17", (await Assert.ThrowsAsync<IndexException>(() => opening)).Message, StringComparison.Ordinal);
        }
    }
}
