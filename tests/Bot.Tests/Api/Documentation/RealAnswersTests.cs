using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Operations;
using ReleaseBot.Releases;

namespace ReleaseBot.Api.Documentation;

/// <summary>What the bot really answers is what its description promises.</summary>
[Collection(WithRealModels.Name)]
public sealed class RealAnswersTests(ServedBot bot, RealModels models) : IClassFixture<ServedBot>
{
    private const string Fee = """{"question": "What is the mooring fee in Tarnvik for 2024?"}""";

    [Theory]
    [InlineData("POST", "/api/ask", "/api/ask", Fee, 200)]
    [InlineData("POST", "/api/ask", "/api/ask", """{"question": "Who won the football world cup in 1998?"}""", 200)]
    [InlineData("POST", "/api/ask", "/api/ask", """{"question": ""}""", 400)]
    [InlineData("GET", "/api/search", "/api/search?q=ferry&k=2", null, 200)]
    [InlineData("GET", "/api/search", "/api/search?q=ferry&k=x", null, 400)]
    [InlineData("GET", "/api/releases", "/api/releases", null, 200)]
    [InlineData("GET", "/api/releases/{id}", "/api/releases/ferry", null, 200)]
    [InlineData("GET", "/api/releases/{id}", "/api/releases/none", null, 404)]
    [InlineData("GET", "/api/about", "/api/about", null, 200)]
    [InlineData("GET", "/healthz", "/healthz", null, 200)]
    [InlineData("GET", "/readyz", "/readyz", null, 200)]
    [InlineData("GET", "/v1/models", "/v1/models", null, 200)]
    [InlineData("GET", "/v1/models/{model}", "/v1/models/release-bot", null, 200)]
    [InlineData("GET", "/v1/models/{model}", "/v1/models/other", null, 404)]
    [InlineData("POST", "/v1/chat/completions", "/v1/chat/completions", """{"model": "release-bot", "messages": [{"role": "user", "content": "Who was the new ferry named after?"}]}""", 200)]
    [InlineData("POST", "/v1/chat/completions", "/v1/chat/completions", """{"model": "release-bot", "messages": []}""", 400)]
    public async Task Response_fits_the_schema_of_its_status(string method, string path, string address, string? body, int status)
    {
        var document = await OpenApiDocument.ReadAsync(bot.Client);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await bot.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        var value = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(string.Empty, document.Faults(document.SchemaOf(method, path, status, response.Content.Headers.ContentType!.MediaType!), value));
    }

    [Theory]
    [InlineData("What is the mooring fee in Tarnvik for 2024?")]
    [InlineData("Who won the football world cup in 1998?")]
    public async Task Events_fit_their_schemas(string question)
    {
        var document = await OpenApiDocument.ReadAsync(bot.Client);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/ask", UriKind.Relative)) { Content = JsonContent.Create(new { question }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await bot.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        await foreach (var item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            var schema = document.Component(item.EventType switch
            {
                "searching" => "SearchingData",
                "citation" => "Citation",
                "delta" => "DeltaData",
                "no-answer" => "NoAnswerData",
                "completed" => "Answer",
                _ => throw new InvalidOperationException($"The event {item.EventType} is not described."),
            });
            Assert.Equal(string.Empty, document.Faults(schema, JsonElement.Parse(item.Data)));
        }
    }

    [Fact]
    public async Task Example_cites_a_sample_release_word_for_word()
    {
        var cited = Assert.Single(Example.Of<Answer>("answer").Citations);
        await using var services = models.Create(Path.Combine(Path.GetTempPath(), "never-written"));
        var reads = services.GetRequiredService<ReleaseReader>().ReadAsync([SampleReleases.Folder], TestContext.Current.CancellationToken);

        var release = await reads.Select(read => read.Release!).SingleAsync(each => each.Id == cited.ReleaseId, TestContext.Current.CancellationToken);

        Assert.Equal(cited.Quote, release.Text[cited.Start..cited.End]);
        Assert.Equal((cited.Title, cited.Date, cited.Url), (release.Title, release.Date, release.Url));
    }
}
