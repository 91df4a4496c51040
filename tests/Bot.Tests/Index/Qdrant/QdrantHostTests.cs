using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Api;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Ingestion;
using ReleaseBot.Operations;
using ReleaseBot.Qdrant;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant;

/// <summary>The web application over a Qdrant server that comes and goes.</summary>
public sealed class QdrantHostTests : IAsyncLifetime
{
    private QdrantTestServer _server = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantTestServer.StartAsync(null, Token);
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Index:Qdrant:Url"] = _server.Url.AbsoluteUri,
            ["Index:Qdrant:Collection"] = "news",
        };
        _app = WebApp.Create(settings, builder => builder.Services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new HashEmbeddings()));
        await _app.StartAsync(Token);
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Server_absent_at_start_makes_readiness_red_and_health_stays_green_until_it_comes()
    {
        await _server.StopAsync();
        Assert.Equal(200, (int)(await GetAsync("/healthz")).Response.StatusCode);
        var absent = await GetAsync("/readyz");
        ApiUnderTest.AssertProblem(503, absent);
        Assert.Contains("cannot be reached", absent.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);

        await _server.RestartAsync(Token);
        Assert.Equal(200, (int)(await GetAsync("/readyz")).Response.StatusCode);
    }

    [Fact]
    public async Task Server_down_in_a_question_is_a_problem_with_the_time_to_wait()
    {
        await IngestAsync("The bridge over the Ilvane opened on Monday. It cost 4 million euros. Nobody was hurt.");
        Assert.Equal(200, (int)(await AskAsync()).Response.StatusCode);

        await _server.StopAsync();
        var down = await AskAsync();
        ApiUnderTest.AssertProblem(503, down);
        Assert.Equal("5", Assert.Single(down.Response.Headers.GetValues("Retry-After")));
        ApiUnderTest.AssertProblem(503, await GetAsync("/readyz"));
        Assert.Equal(200, (int)(await GetAsync("/healthz")).Response.StatusCode);

        await _server.RestartAsync(Token);
        _server.Faults.Answer(429, times: 1, "/points/query/batch", retryAfter: 17);
        var busy = await AskAsync();
        ApiUnderTest.AssertProblem(503, busy);
        Assert.Equal("17", Assert.Single(busy.Response.Headers.GetValues("Retry-After")));
        Assert.Equal(200, (int)(await AskAsync()).Response.StatusCode);
    }

    [Fact]
    public async Task Release_is_served_with_its_canonical_text()
    {
        await IngestAsync("A sentence with “quotes”. Another one.");
        var (response, body) = await GetAsync("/api/releases/bridge");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.StartsWith("The bridge opens\n\n", body.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await GetAsync("/api/about")).Body.GetProperty("releases").GetInt32());
    }

    private Task IngestAsync(string text) => _app.Services.GetRequiredService<Ingester>().IngestAsync(
        new ReleaseDocument { Id = "bridge", Title = "The bridge opens", Text = text, Date = "2024-05-06", Lang = "en" }.ToRelease(), Token);

    private async Task<(HttpResponseMessage Response, JsonElement Body)> GetAsync(string address) =>
        await ReadAsync(await _client.GetAsync(new Uri(address, UriKind.Relative), Token));

    private async Task<(HttpResponseMessage Response, JsonElement Body)> AskAsync()
    {
        using var question = new StringContent("""{"question": "When did the bridge open?"}""", Encoding.UTF8, "application/json");
        return await ReadAsync(await _client.PostAsync(new Uri("/api/ask", UriKind.Relative), question, Token));
    }

    private static async Task<(HttpResponseMessage Response, JsonElement Body)> ReadAsync(HttpResponseMessage response) =>
        (response, JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)));
}
