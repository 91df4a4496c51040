using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

public sealed class FeedbackTests
{
    [Fact]
    public async Task Rating_of_an_answer_just_given_is_kept_and_the_last_one_counts()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var (_, answer) = await api.AskAsync("""{"question": "Who spoke?"}""");
        var id = answer.GetProperty("id").GetString();

        var (up, _) = await RateAsync(api, $$"""{"answerId": "{{id}}", "helpful": true}""");
        var (down, _) = await RateAsync(api, $$"""{"answerId": "{{id}}", "helpful": false, "comment": "  Wrong person.  "}""");

        Assert.Equal((204, 204), ((int)up.StatusCode, (int)down.StatusCode));
        var rated = Assert.Single(await LowRatedAsync(api));
        Assert.Equal(new Feedback(id!, "api", false, "Wrong person.", api.Time.GetUtcNow()), rated.Feedback);
        Assert.Equal(("Who spoke?", true, "“Andrei Lukin” spoke. [1]"), (rated.Answer.Question, rated.Answer.Answered, rated.Answer.Shown));
        Assert.Equal(["a.txt"], rated.Answer.Releases);
    }

    [Fact]
    public async Task Streamed_answer_can_be_rated_as_soon_as_its_last_event_came()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SendAsync(HttpMethod.Post, "/api/ask", """{"question": "Who spoke?"}""", ("Accept", "text/event-stream"));

        var (response, _) = await RateAsync(api, """{"answerId": "0198", "helpful": false}""");

        Assert.Equal(204, (int)response.StatusCode);
    }

    [Fact]
    public async Task Visitor_of_a_page_rates_as_widget()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var (_, session) = await api.SendAsync(HttpMethod.Post, "/api/session");
        await api.AskAsync("""{"question": "Who spoke?"}""");

        await api.SendAsync(
            HttpMethod.Post,
            "/api/feedback",
            """{"answerId": "0198", "helpful": false}""",
            ("Authorization", $"Bearer {session.GetProperty("token").GetString()}"));

        Assert.Equal("widget", Assert.Single(await LowRatedAsync(api)).Feedback.Channel);
    }

    [Theory]
    [InlineData("""{"helpful": true}""", "answerId")]
    [InlineData("""{"answerId": "", "helpful": true}""", "answerId")]
    [InlineData("""{"answerId": "0198"}""", "helpful")]
    [InlineData("""{"answerId": "0198", "helpful": "yes"}""", "helpful")]
    [InlineData("""{"answerId": "0198", "helpful": true, "stars": 5}""", "stars")]
    public async Task Wrong_rating_is_refused_naming_the_field(string body, string field)
    {
        await using var api = await ApiUnderTest.StartAsync();

        ApiUnderTest.AssertProblem(400, await RateAsync(api, body), field);
    }

    [Fact]
    public async Task Comment_may_have_2000_characters_and_no_more()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.AskAsync("""{"question": "Who spoke?"}""");

        var (longest, _) = await RateAsync(api, Comment(2000));
        var tooLong = await RateAsync(api, Comment(2001));
        var body = await RateAsync(api, Comment(20_000));

        Assert.Equal(204, (int)longest.StatusCode);
        ApiUnderTest.AssertProblem(400, tooLong, "comment");
        ApiUnderTest.AssertProblem(413, body);

        static string Comment(int length) => JsonSerializer.Serialize(new { answerId = "0198", helpful = false, comment = new string('x', length) });
    }

    [Fact]
    public async Task Unknown_and_forgotten_answers_are_404()
    {
        await using var api = await ApiUnderTest.StartAsync(("Feedback:Retention", "1.00:00:00"));
        await api.AskAsync("""{"question": "Who spoke?"}""");
        var unknown = await RateAsync(api, """{"answerId": "none", "helpful": true}""");
        api.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        ApiUnderTest.AssertProblem(404, unknown);
        ApiUnderTest.AssertProblem(404, await RateAsync(api, """{"answerId": "0198", "helpful": true}"""));
    }

    [Fact]
    public async Task Retention_of_zero_remembers_nothing()
    {
        await using var api = await ApiUnderTest.StartAsync(("Feedback:Retention", "0"));
        await api.AskAsync("""{"question": "Who spoke?"}""");

        var refused = await RateAsync(api, """{"answerId": "0198", "helpful": true}""");

        ApiUnderTest.AssertProblem(404, refused);
        Assert.Contains("Feedback:Retention", refused.Body.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.False(api.Services.GetRequiredService<OperationsFile>().Exists);
    }

    [Fact]
    public async Task Memory_that_fails_costs_the_rating_but_not_the_answer()
    {
        var file = Path.GetTempFileName();
        try
        {
            // A data directory below a file can never be made.
            await using var api = await ApiUnderTest.StartAsync(("Bot:DataDirectory", Path.Combine(file, "data")));

            var (asked, _) = await api.AskAsync("""{"question": "Who spoke?"}""");
            var rated = await RateAsync(api, """{"answerId": "0198", "helpful": true}""");

            Assert.Equal(200, (int)asked.StatusCode);
            ApiUnderTest.AssertProblem(503, rated);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<(HttpResponseMessage Response, JsonElement Body)> RateAsync(ApiUnderTest api, string body) =>
        api.SendAsync(HttpMethod.Post, "/api/feedback", body);

    private static async Task<IReadOnlyList<RatedAnswer>> LowRatedAsync(ApiUnderTest api) =>
        await api.Services.GetRequiredService<FeedbackStore>().ListLowRatedAsync(10, TestContext.Current.CancellationToken);
}
