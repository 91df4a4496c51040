using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Servers that are absent, slow, busy, broken, or not meant for us.</summary>
public sealed class QdrantFaultsTests : IAsyncLifetime
{
    private const string Key = "the-server-key";
    private const string ReadOnlyKey = "the-read-key";
    private const string Searches = "/points/query/batch";

    private readonly QdrantHome _home = new();

    private QdrantTestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _server = await QdrantTestServer.StartAsync(new QdrantServerOptions { ApiKey = Key, ReadOnlyApiKey = ReadOnlyKey }, Token);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Server_absent_is_told_with_its_address_and_found_when_it_comes()
    {
        await _server.StopAsync();
        var index = Create();
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.OpenAsync(Token));
        Assert.Contains($"{_server.Url} cannot be reached", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Index:Qdrant:Url", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.RetryAfter);

        await _server.RestartAsync(Token);
        await index.OpenAsync(Token);
    }

    [Fact]
    public async Task Connection_lost_in_a_question_is_tried_once_more()
    {
        var index = await FilledAsync();
        _server.Faults.Drop(times: 1, Searches);
        Assert.NotEmpty((await index.SearchAsync(new Samples(2).Query(3), Token)).Candidates);

        _server.Faults.Drop(times: 2, Searches);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.NotNull(exception.RetryAfter);
        Assert.Equal(0, _server.Faults.Left);
        Assert.NotEmpty((await index.SearchAsync(new Samples(2).Query(3), Token)).Candidates);
    }

    [Fact]
    public async Task Server_down_in_a_question_is_told_and_nothing_is_lost()
    {
        var index = await FilledAsync();
        await _server.StopAsync();
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.Contains("cannot be reached", exception.Message, StringComparison.Ordinal);
        await _server.RestartAsync(Token);
        Assert.Equal(4, (await index.GetStatisticsAsync(Token)).Releases);
    }

    [Fact]
    public async Task Slow_server_is_given_up_after_the_timeout()
    {
        var index = await FilledAsync(options => options.QueryTimeout = TimeSpan.FromMilliseconds(200));
        _server.Faults.Delay(TimeSpan.FromSeconds(20), times: 1, Searches);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.Contains("did not answer POST /collections/passages/points/query/batch in time", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Index:Qdrant:QueryTimeout", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.RetryAfter);
    }

    [Fact]
    public async Task Too_many_requests_in_a_question_are_told_at_once_with_the_time_to_wait()
    {
        var index = await FilledAsync();
        _server.Faults.Answer(429, times: 2, Searches, retryAfter: 12);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.Equal(TimeSpan.FromSeconds(12), exception.RetryAfter);
        Assert.Equal(1, _server.Faults.Left);
    }

    [Fact]
    public async Task Too_many_requests_in_a_write_are_waited_for_as_told()
    {
        var time = new HastyTime(20, isWaitingToo: true);
        var refusals = 0;
        var index = Provide(options => options.QueryTimeout = TimeSpan.FromMinutes(1), time, innermost: () => new Intercepted(
            request => Intercepted.IsUpsert(request) && refusals++ < 3 ? Intercepted.Refuse(429, TimeSpan.FromSeconds(6)) : null))
            .GetRequiredService<QdrantPassageIndex>();
        var (release, passages) = new Samples(3).Make("r", 2);
        var started = time.GetTimestamp();
        await index.WriteAsync(release, passages, Token);
        Assert.True(time.GetElapsedTime(started) >= TimeSpan.FromSeconds(18));
        Assert.Equal(1, (await Create().GetStatisticsAsync(Token)).Releases);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Failing_server_is_tried_again_by_writes_and_told_when_it_goes_on(int status)
    {
        var samples = new Samples(4);
        await FilledAsync();
        var refusals = 0;
        var index = Provide(null, innermost: () => new Intercepted(
            request => Intercepted.EndsWith(request, "/payload") && refusals-- > 0 ? Intercepted.Refuse(status) : null)).GetRequiredService<QdrantPassageIndex>();
        var (release, passages) = samples.Make("release-1", 2);
        refusals = 2;
        await index.WriteAsync(release, passages, Token);
        Assert.Equal(release.Text, (await index.GetReleaseAsync("release-1", Token))?.Text);

        refusals = 3;
        var (newer, newerPassages) = samples.Make("release-1", 5);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.WriteAsync(newer, newerPassages, Token));
        Assert.Contains($"failed ({status})", exception.Message, StringComparison.Ordinal);
        Assert.Equal(release.Text, (await index.GetReleaseAsync("release-1", Token))?.Text);
        await index.WriteAsync(newer, newerPassages, Token);
        Assert.Equal(newer.Text, (await index.GetReleaseAsync("release-1", Token))?.Text);
    }

    [Fact]
    public async Task Answers_lost_on_the_way_do_no_harm()
    {
        await FilledAsync();
        var samples = new Samples(5);
        var (lost, seen) = (0, 0);
        var index = Provide(null, innermost: () => new Intercepted(
            _ => null,
            request => _ = seen++ == lost && !Intercepted.EndsWith(request, "/batch") ? throw new HttpRequestException("The answer was lost.") : 0))
            .GetRequiredService<QdrantPassageIndex>();
        await index.OpenAsync(Token);
        for (; lost < 12; lost++)
        {
            var version = samples.Make("release-1", 1 + (lost % 4));
            seen = 0;
            await index.WriteAsync(version.Release, version.Passages, Token);
            Assert.True(seen > lost || lost > 8, $"A write took {seen} requests.");
            Assert.Equal(["release-0", "release-1", "release-2", "release-3"], (await Create().GetFingerprintsAsync(Token)).Keys.Order());
            Assert.Equal(version.Passages.Length, (await Create().GetVectorsAsync("release-1", Token)).Count);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Wrong_key_is_told_with_the_setting(string? key)
    {
        var exception = await Assert.ThrowsAsync<IndexException>(() => Create(options => options.ApiKey = key).OpenAsync(Token));
        Assert.Contains("Index:Qdrant:ApiKey", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.RetryAfter);
    }

    [Fact]
    public async Task Key_that_may_only_read_answers_and_does_not_write()
    {
        var samples = new Samples(6);
        var reading = Create(options => options.ApiKey = ReadOnlyKey);
        var absent = await Assert.ThrowsAsync<IndexException>(() => reading.OpenAsync(Token));
        Assert.Contains("this key may not create it", absent.Message, StringComparison.Ordinal);

        await FilledAsync();
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
        await FilledAsync();
        var schema = Samples.Schema;
        foreach (var (other, word) in new[]
        {
            (schema with { ModelId = "model-b" }, "embedding model is model-a, this program uses model-b"),
            (schema with { Dimension = 42 }, "length of the vectors is 41, this program uses 42"),
            (schema with { ChunkerVersion = "window-9" }, "window-9"),
            (schema with { TokenizerVersion = "tokens-9" }, "tokens-9"),
        })
        {
            var index = Provide(null, null, other).GetRequiredService<QdrantPassageIndex>();
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
        var opening = Create(options => options.Url = server.Url).OpenAsync(Token);
        if (isTaken)
        {
            await opening;
        }
        else
        {
            Assert.Contains("1.17", (await Assert.ThrowsAsync<IndexException>(() => opening)).Message, StringComparison.Ordinal);
        }
    }

    private QdrantPassageIndex Create(Action<QdrantOptions>? configure = null) => Provide(configure).GetRequiredService<QdrantPassageIndex>();

    private ServiceProvider Provide(
        Action<QdrantOptions>? configure,
        TimeProvider? time = null,
        IndexSchema? schema = null,
        Func<DelegatingHandler>? innermost = null) => _home.Provide(
        "passages",
        schema,
        options =>
        {
            options.Url = _server.Url;
            options.ApiKey = Key;
            configure?.Invoke(options);
        },
        time,
        innermost);

    private async Task<QdrantPassageIndex> FilledAsync(Action<QdrantOptions>? configure = null)
    {
        var index = Create(configure);
        await Samples.FillAsync(index, new Samples(1), 4, Token);
        return index;
    }
}
