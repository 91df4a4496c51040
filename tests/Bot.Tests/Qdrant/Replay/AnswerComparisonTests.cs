using System.Net;
using System.Text;
using System.Text.Json;

namespace ReleaseBot.Qdrant;

/// <summary>A comparison that let everything pass would prove nothing.</summary>
public sealed class AnswerComparisonTests
{
    private const string Ranked =
        """{"result":{"points":[{"id":1,"version":3,"score":0.9},{"id":2,"version":3,"score":0.5},{"id":3,"version":3,"score":0.5}]},"status":"ok","time":0.1}""";

    [Theory]
    [InlineData("0.1}", "0.7}", 10, true)] // the time
    [InlineData("0.9}", "0.90000001}", 10, true)]
    [InlineData("0.9}", "0.9001}", 10, false)]
    [InlineData("\"version\":3,\"score\":0.9", "\"version\":4,\"score\":0.9", 10, false)]
    [InlineData("{\"id\":1,", "{\"id\":4,", 10, false)]
    [InlineData("{\"id\":3,", "{\"id\":4,", 10, false)] // equals, but nothing cut them off
    [InlineData("{\"id\":3,", "{\"id\":4,", 3, true)] // equals at a limit
    [InlineData("\"score\":0.9", "\"score\":0.9,\"payload\":{}", 10, false)]
    [InlineData("\"ok\"", "\"accepted\"", 10, false)]
    [InlineData(",{\"id\":3,\"version\":3,\"score\":0.5}", "", 10, false)]
    public async Task Body_is_compared_but_for_time_and_rounding(string recorded, string got, int limit, bool same) =>
        Assert.Equal(same, (await CompareAsync(Ranked.Replace(recorded, got, StringComparison.Ordinal), limit: limit)).Count == 0);

    [Fact]
    public async Task Points_of_equal_rank_may_change_places() =>
        Assert.Empty(await CompareAsync(Ranked.Replace("\"id\":2", "\"id\":x", StringComparison.Ordinal).Replace("\"id\":3", "\"id\":2", StringComparison.Ordinal).Replace("\"id\":x", "\"id\":3", StringComparison.Ordinal)));

    [Fact]
    public async Task Status_and_headers_are_compared()
    {
        Assert.Contains("status: recorded 200, got 201", await CompareAsync(Ranked, HttpStatusCode.Created));
        Assert.Contains("retry-after: recorded nothing, got 5", await CompareAsync(Ranked, retryAfter: "5"));
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(string body, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null, int limit = 10)
    {
        var step = new RecordedStep(
            "test",
            "step",
            JsonSerializer.SerializeToElement(new { method = "POST", path = "/points/query", body = new { limit } }),
            JsonElement.Parse($$"""{"status":200,"headers":{"content-type":"application/json"},"body":{{Ranked}}}"""));
        using var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8) };
        answer.Content.Headers.ContentType = new("application/json");
        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return await AnswerComparison.CompareAsync(step, answer, TestContext.Current.CancellationToken);
    }
}
