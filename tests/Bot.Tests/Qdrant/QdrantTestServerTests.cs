using System.Net;
using System.Text;
using System.Text.Json;

namespace ReleaseBot.Qdrant;

/// <summary>What the recordings do not show: faults, restarts, late updates, and what the server cannot do.</summary>
public sealed class QdrantTestServerTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private QdrantTestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantTestServer.StartAsync(null, Token);
        await SendAsync("PUT", "collections/c", """{"vectors":{"size":2,"distance":"Dot"}}""");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task Fault_answers_as_often_as_asked_and_on_its_path_only()
    {
        _server.Faults.Answer(503, times: 2, path: "/points/count", retryAfter: 7);
        Assert.Equal(200, (await SendAsync("GET", "collections/c")).Status);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await _client.PostAsync(new Uri(_server.Url, "collections/c/points/count"), null, Token);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(0, _server.Faults.Left);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Dropped_connection_loses_the_request_or_only_its_answer()
    {
        _server.Faults.Drop();
        await Assert.ThrowsAsync<HttpRequestException>(() => UpsertAsync(1));
        Assert.Equal(0, await CountAsync());
        _server.Faults.DropAfter();
        await Assert.ThrowsAsync<HttpRequestException>(() => UpsertAsync(1));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Delayed_answer_comes_after_the_client_gave_up()
    {
        _server.Faults.Delay(TimeSpan.FromHours(1));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.GetAsync(new Uri(_server.Url, "collections"), patience.Token));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Stopped_server_refuses_connections_and_comes_back_with_its_data()
    {
        await UpsertAsync(1);
        var url = _server.Url;
        await _server.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(CountAsync);
        await _server.RestartAsync(Token);
        Assert.Equal(url, _server.Url);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Update_without_waiting_is_seen_after_the_next_look_at_the_queue()
    {
        var (_, accepted) = await SendAsync("PUT", "collections/c/points?wait=false", """{"points":[{"id":1,"vector":[1,2]}]}""");
        Assert.Equal("acknowledged", accepted.GetProperty("status").GetString());
        Assert.Equal(0, await CountAsync());
        Assert.Equal(1, (await SendAsync("GET", "collections/c")).Result.GetProperty("update_queue").GetProperty("length").GetInt32());
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_the_server_cannot_do_is_501_not_a_wrong_answer()
    {
        await UpsertAsync(1);
        Assert.Equal(501, (await SendAsync("POST", "collections/c/points/query", """{"query":{"recommend":{"positive":[1]}}}""")).Status);
        Assert.Equal(501, (await SendAsync("POST", "collections/c/points/count", """{"filter":{"must":[{"key":"a","geo_radius":{}}]}}""")).Status);
        Assert.Equal(501, (await SendAsync("PUT", "collections/c/points", """{"batch":{"ids":[1],"vectors":[[1,2]]}}""")).Status);
    }

    [Fact]
    public async Task Sink_counts_points_and_keeps_none()
    {
        await using var sink = await QdrantTestServer.StartAsync(new QdrantServerOptions { Sink = true }, Token);
        var json = """{"points":[{"id":1,"vector":{"dense":[1,2]},"payload":{"id":"x"}},{"id":2,"vector":[1],"payload":{"a":{"id":3}}}]}""";
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _client.PutAsync(new Uri(sink.Url, "collections/c/points?wait=true"), content, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, sink.Sunk);
    }

    private async Task UpsertAsync(int id) =>
        Assert.Equal(200, (await SendAsync("PUT", "collections/c/points?wait=true", $$"""{"points":[{"id":{{id}},"vector":[1,2]}]}""")).Status);

    private async Task<int> CountAsync() => (await SendAsync("POST", "collections/c/points/count", "{}")).Result.GetProperty("count").GetInt32();

    private async Task<(int Status, JsonElement Result)> SendAsync(string method, string target, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_server.Url, target));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _client.SendAsync(request, Token);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token));
        return ((int)answer.StatusCode, body.TryGetProperty("result", out var result) ? result : default);
    }
}
