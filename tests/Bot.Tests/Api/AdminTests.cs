using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

public sealed class AdminTests
{
    private const string Key = "0123456789abcdef-key";

    [Fact]
    public async Task Overview_has_what_was_not_answered_rated_down_and_ingested()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:AdminKey", Key));
        api.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
        {
            Id = question.Text,
            Answered = question.Text != "Unanswered?",
        }));
        await api.AskAsync("""{"question": "Unanswered?"}""");
        await api.AskAsync("""{"question": "Wrong?"}""");
        await api.AskAsync("""{"question": "Right?"}""");
        await api.SendAsync(HttpMethod.Post, "/api/feedback", """{"answerId": "Wrong?", "helpful": false, "comment": "No."}""");
        await api.SendAsync(HttpMethod.Post, "/api/feedback", """{"answerId": "Right?", "helpful": true}""");
        await SendAsync(api, HttpMethod.Post, "/api/releases", JsonSerializer.Serialize(new { id = "r", title = "New", text = "It is new. It has words." }));

        var (_, overview) = await SendAsync(api, HttpMethod.Get, "/api/admin/overview");

        var unanswered = Assert.Single(overview.GetProperty("unanswered").EnumerateArray());
        Assert.Equal(("Unanswered?", 1), (unanswered.GetProperty("answer").GetProperty("question").GetString(), unanswered.GetProperty("times").GetInt32()));
        var rated = Assert.Single(overview.GetProperty("lowRated").EnumerateArray());
        Assert.Equal("No.", rated.GetProperty("feedback").GetProperty("comment").GetString());
        var ingest = Assert.Single(overview.GetProperty("ingests").EnumerateArray());
        Assert.Equal(("api", "r", 1), (
            ingest.GetProperty("source").GetString(), ingest.GetProperty("what").GetString(), ingest.GetProperty("summary").GetProperty("new").GetInt32()));
    }

    [Fact]
    public async Task Export_is_a_file_of_questions_and_forgetting_empties_it()
    {
        await using var api = await ApiUnderTest.StartAsync(("Api:AdminKey", Key));
        await api.AskAsync("""{"question": "Who <b>spoke</b>?"}""");
        await api.SendAsync(HttpMethod.Post, "/api/feedback", """{"answerId": "0198", "helpful": false}""");

        var (response, exported) = await SendAsync(api, HttpMethod.Get, "/api/admin/questions.jsonl");
        var (forgotten, _) = await SendAsync(api, HttpMethod.Delete, "/api/admin/answers/0198");
        var (_, emptied) = await SendAsync(api, HttpMethod.Get, "/api/admin/questions.jsonl");

        Assert.Equal("application/jsonl", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("review-questions.jsonl", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Contains("\"question\":\"Who <b>spoke</b>?\"", exported.GetString(), StringComparison.Ordinal);
        Assert.Equal((204, string.Empty), ((int)forgotten.StatusCode, emptied.GetString()));
        ApiUnderTest.AssertProblem(404, await SendAsync(api, HttpMethod.Delete, "/api/admin/answers/0198"));
    }

    [Fact]
    public async Task Page_is_plain_files_under_the_strict_policy()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var (response, page) = await api.GetAsync("/admin/");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.DoesNotContain("unsafe", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.GetString(), StringComparison.Ordinal);
        var (redirected, _) = await api.GetAsync("/admin");
        Assert.Equal("/admin/", redirected.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task History_keeps_the_failures_of_an_ingest_in_words()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var history = api.Services.GetRequiredService<IngestHistory>();
        var summary = Index.Ingestion.IngestSummary.Empty with { Read = 30, New = 5, Failed = 25, Passages = 40, Embedded = 37, Elapsed = TimeSpan.FromSeconds(2) };

        await history.RecordAsync("command", "/releases", summary, Enumerable.Range(1, 25).Select(number => $"{number}.txt: empty"), TestContext.Current.CancellationToken);
        var past = Assert.Single(await history.ListAsync(10, TestContext.Current.CancellationToken));

        Assert.Equal((api.Time.GetUtcNow(), "command", "/releases", summary), (past.Finished, past.Source, past.What, past.Summary));
        Assert.Equal((IngestHistory.MostFailures, "1.txt: empty"), (past.Failures.Length, past.Failures[0]));
    }

    [Fact]
    public async Task History_of_an_earlier_version_is_kept_and_goes_on()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await using (var old = new SqliteConnection($"Data Source={api.Services.GetRequiredService<OperationsFile>().Path};Pooling=False"))
        {
            await old.OpenAsync(TestContext.Current.CancellationToken);
            await old.ExecuteAsync("""
                CREATE TABLE ingests(
                    id INTEGER PRIMARY KEY, finished INTEGER NOT NULL, source TEXT NOT NULL, what TEXT NOT NULL, read INTEGER NOT NULL,
                    new INTEGER NOT NULL, changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, failed INTEGER NOT NULL, removed INTEGER NOT NULL,
                    passages INTEGER NOT NULL, milliseconds INTEGER NOT NULL, failures TEXT NOT NULL);
                INSERT INTO ingests VALUES (1, 0, 'api', 'a.txt', 1, 1, 0, 0, 0, 0, 4, 70, '[]');
                PRAGMA user_version = 1;
                """);
        }

        var history = api.Services.GetRequiredService<IngestHistory>();
        var summary = Index.Ingestion.IngestSummary.Empty with { Read = 1, Changed = 1, Passages = 4, Embedded = 2 };
        await history.RecordAsync("api", "a.txt", summary, [], TestContext.Current.CancellationToken);

        var past = await history.ListAsync(10, TestContext.Current.CancellationToken);

        Assert.Equal([(0, 1, 2), (1, 0, 0)], past.Select(one => (one.Summary.New, one.Summary.Changed, one.Summary.Embedded)));
    }

    private static Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(ApiUnderTest api, HttpMethod method, string address, string? body = null) =>
        api.SendAsync(method, address, body, ("Authorization", $"Bearer {Key}"));
}
