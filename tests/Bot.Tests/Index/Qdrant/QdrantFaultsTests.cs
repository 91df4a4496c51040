using Microsoft.Extensions.DependencyInjection;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Servers that are absent, slow, busy or broken.</summary>
public sealed class QdrantFaultsTests : IAsyncLifetime
{
    private const string Searches = "/points/query/batch";

    private KeyedQdrant _qdrant = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _qdrant = await KeyedQdrant.StartAsync();

    public ValueTask DisposeAsync() => _qdrant.DisposeAsync();

    [Fact]
    public async Task Server_absent_is_told_with_its_address_and_found_when_it_comes()
    {
        await _qdrant.Server.StopAsync();
        var index = _qdrant.Create();
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.OpenAsync(Token));
        Assert.Contains($"{_qdrant.Server.Url} cannot be reached", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Index:Qdrant:Url", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.RetryAfter);

        await _qdrant.Server.RestartAsync(Token);
        await index.OpenAsync(Token);
    }

    [Fact]
    public async Task Connection_lost_in_a_question_is_tried_once_more()
    {
        var index = await _qdrant.FilledAsync();
        _qdrant.Server.Faults.Drop(times: 1, Searches);
        Assert.NotEmpty((await index.SearchAsync(new Samples(2).Query(3), Token)).Candidates);

        _qdrant.Server.Faults.Drop(times: 2, Searches);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.NotNull(exception.RetryAfter);
        Assert.Equal(0, _qdrant.Server.Faults.Left);
        Assert.NotEmpty((await index.SearchAsync(new Samples(2).Query(3), Token)).Candidates);
    }

    [Fact]
    public async Task Server_down_in_a_question_is_told_and_nothing_is_lost()
    {
        var index = await _qdrant.FilledAsync();
        await _qdrant.Server.StopAsync();
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.Contains("cannot be reached", exception.Message, StringComparison.Ordinal);
        await _qdrant.Server.RestartAsync(Token);
        Assert.Equal(4, (await index.GetStatisticsAsync(Token)).Releases);
    }

    [Fact]
    public async Task Slow_server_is_given_up_after_the_timeout()
    {
        var index = await _qdrant.FilledAsync(options => options.QueryTimeout = TimeSpan.FromMilliseconds(200));
        _qdrant.Server.Faults.Delay(TimeSpan.FromSeconds(20), times: 1, Searches);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.Contains("did not answer POST /collections/passages/points/query/batch in time", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Index:Qdrant:QueryTimeout", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.RetryAfter);
    }

    [Fact]
    public async Task Too_many_requests_in_a_question_are_told_at_once_with_the_time_to_wait()
    {
        var index = await _qdrant.FilledAsync();
        _qdrant.Server.Faults.Answer(429, times: 2, Searches, retryAfter: 12);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.SearchAsync(new Samples(2).Query(3), Token));
        Assert.Equal(TimeSpan.FromSeconds(12), exception.RetryAfter);
        Assert.Equal(1, _qdrant.Server.Faults.Left);
    }

    [Fact]
    public async Task Too_many_requests_in_a_write_are_waited_for_as_told()
    {
        var time = new HastyTime(20, isWaitingToo: true);
        var refusals = 0;
        var index = _qdrant.Provide(options => options.QueryTimeout = TimeSpan.FromMinutes(1), time, innermost: () => new Intercepted(
            request => Intercepted.IsUpsert(request) && refusals++ < 3 ? Intercepted.Refuse(429, TimeSpan.FromSeconds(6)) : null))
            .GetRequiredService<QdrantPassageIndex>();
        var (release, passages) = new Samples(3).Make("r", 2);
        var started = time.GetTimestamp();
        await index.WriteAsync(release, passages, Token);
        Assert.True(time.GetElapsedTime(started) >= TimeSpan.FromSeconds(18));
        Assert.Equal(1, (await _qdrant.Create().GetStatisticsAsync(Token)).Releases);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Failing_server_is_tried_again_by_writes_and_told_when_it_goes_on(int status)
    {
        var samples = new Samples(4);
        await _qdrant.FilledAsync();
        var refusals = 0;
        var index = _qdrant.Provide(null, innermost: () => new Intercepted(
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
        await _qdrant.FilledAsync();
        var samples = new Samples(5);
        var (lost, seen) = (0, 0);
        var index = _qdrant.Provide(null, innermost: () => new Intercepted(
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
            Assert.Equal(["release-0", "release-1", "release-2", "release-3"], (await _qdrant.Create().GetFingerprintsAsync(Token)).Keys.Order());
            Assert.Equal(version.Passages.Length, (await _qdrant.Create().GetVectorsAsync("release-1", Token)).Count);
        }
    }
}
