using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace ReleaseBot.Qdrant;

public sealed class SchemaHandlerTests : IAsyncLifetime
{
    private readonly SchemaHandler _schema = new() { InnerHandler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All } };
    private QdrantTestServer _server = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantTestServer.StartAsync(new QdrantServerOptions { ApiKey = "key" }, Token);
        _client = new HttpClient(_schema) { BaseAddress = _server.Url };
        _client.DefaultRequestHeaders.Add("api-key", "key");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _schema.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task Good_requests_and_their_answers_pass_and_are_counted()
    {
        await PutAsync("collections/c", """{"vectors":{"dense":{"size":2,"distance":"Dot"}}}""");
        await PutAsync("collections/c/points?wait=true", """{"points":[{"id":1,"vector":{"dense":[1,2]},"payload":{"a":1}}]}""");
        using var found = await _client.PostAsJsonAsync("collections/c/points/query", new { query = new[] { 1f, 0f }, @using = "dense", with_payload = true }, Token);
        Assert.Contains("\"score\":1", await found.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var missing = await _client.GetAsync(new Uri("collections/none", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var ready = await _client.GetAsync(new Uri("readyz", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(
            ["GET /collections/{collection_name}", "POST /collections/{collection_name}/points/query", "PUT /collections/{collection_name}", "PUT /collections/{collection_name}/points"],
            _schema.Checked.Keys.Order());
    }

    [Fact]
    public async Task Faulty_request_is_not_sent()
    {
        var refused = await Assert.ThrowsAsync<SchemaViolation>(() => PutAsync("collections/c/points?wait=True", """{"points":[{"id":"x","vector":{}}]}"""));
        Assert.Contains("?wait=True", refused.Message, StringComparison.Ordinal);
        Assert.Contains("#/points", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Faulty_answer_is_refused()
    {
        _server.Faults.Answer(200, body: """{"result":{"exist":true},"status":"ok","time":0.0}""");
        await Assert.ThrowsAsync<SchemaViolation>(() => _client.GetAsync(new Uri("collections/c/exists", UriKind.Relative), Token));
    }

    [Fact]
    public async Task Refused_key_is_told_as_text_and_passes()
    {
        _client.DefaultRequestHeaders.Remove("api-key");
        using var answer = await _client.GetAsync(new Uri("collections", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Must provide an API key or an Authorization bearer token", await answer.Content.ReadAsStringAsync(Token));
    }

    private async Task PutAsync(string target, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _client.PutAsync(new Uri(target, UriKind.Relative), content, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
