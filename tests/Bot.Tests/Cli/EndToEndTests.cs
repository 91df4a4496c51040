using System.Net.Http.Json;
using System.Text.Json;

namespace ReleaseBot.Cli;

/// <summary>The whole way, with the real models: a release on disk, a question, an answer with its proof.</summary>
public sealed class EndToEndTests : IDisposable
{
    private const string Question = "who headed the delegation?";

    private readonly string _root = Directory.CreateTempSubdirectory("bot-whole-").FullName;

    private string Data => Path.Combine(_root, "data");

    private static string Visit => Path.Combine(Architecture.RepositoryFiles.Root, "tests", "data", "releases", "cica-visit.txt");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Seed_release_answers_who_headed_the_delegation_and_cites_the_sentence()
    {
        var ingest = await BotProcess.RunAsync("ingest", Visit, "--data", Data);
        var asked = await BotProcess.RunAsync("ask", Question, "--data", Data);
        var json = await BotProcess.RunAsync("ask", Question, "--json", "--data", Data);

        Assert.Equal((0, 1), (ingest.ExitCode, ingest.Number("new")));
        Assert.Equal(0, asked.ExitCode);
        Assert.Contains("25 January 2024", asked.Out, StringComparison.Ordinal);
        Assert.Contains("ms", asked.Out, StringComparison.Ordinal);
        var answer = JsonElement.Parse(json.Out);
        Assert.True(answer.GetProperty("answered").GetBoolean());
        Assert.Contains("Andrei Lukin and Aigul Kuspan", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            answer.GetProperty("citations").EnumerateArray(),
            each => each.GetProperty("quote").GetString()!.Contains("The delegation was headed by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quotes_stand_in_the_canonical_text_where_they_say_and_a_follow_up_is_understood()
    {
        using var bot = BotProcess.Start("--urls", "http://127.0.0.1:0", "--data", Data);
        var line = await bot.ReadUntilAsync("Ask at http://127.0.0.1:", error: false);
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[2]) };

        var first = await AskAsync(client, new { question = "How high did the river get in Steinhaven during the 2024 flood?" });
        var next = await AskAsync(client, new
        {
            question = "How many residents were driven from their homes?",
            conversationId = first.GetProperty("conversationId").GetString(),
        });

        Assert.Equal(first.GetProperty("conversationId").GetString(), next.GetProperty("conversationId").GetString());
        foreach (var citation in first.GetProperty("citations").EnumerateArray().Concat(next.GetProperty("citations").EnumerateArray()))
        {
            var id = Uri.EscapeDataString(citation.GetProperty("releaseId").GetString()!);
            var release = await client.GetFromJsonAsync<JsonElement>(
                new Uri($"/api/releases/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            var (start, end) = (citation.GetProperty("start").GetInt32(), citation.GetProperty("end").GetInt32());
            Assert.Equal(citation.GetProperty("quote").GetString(), release.GetProperty("text").GetString()![start..end]);
        }

        Assert.Contains("7.84", first.GetProperty("text").GetString(), StringComparison.Ordinal);
        var search = await client.GetFromJsonAsync<JsonElement>(
            new Uri("/api/search?q=flood+Steinhaven&k=3", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(3, search.GetProperty("passages").GetArrayLength());
        Assert.All(search.GetProperty("passages").EnumerateArray(), each => Assert.NotEmpty(each.GetProperty("parts").EnumerateObject()));
        bot.Interrupt();
        Assert.Equal(0, (await bot.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Index_answers_as_before_after_an_ingest_was_killed()
    {
        await BotProcess.RunAsync("ingest", Visit, "--data", Data);
        var before = await TextAsync();
        var list = Path.Combine(_root, "many.jsonl");
        await File.WriteAllLinesAsync(list, Enumerable.Range(0, 600).Select(number => JsonSerializer.Serialize(new
        {
            id = $"r{number}",
            title = $"Budget item {number}",
            text = $"Budget item {number} comes to {number} euros. It was approved on a Monday.",
        })), TestContext.Current.CancellationToken);
        using (var bot = BotProcess.Start("ingest", list, "--data", Data))
        {
            await bot.ReadUntilAsync("100 of about 600 releases", error: true);
            await bot.KillAsync();
        }

        Assert.Equal(before, await TextAsync());
    }

    private async Task<string?> TextAsync()
    {
        var run = await BotProcess.RunAsync("ask", Question, "--json", "--data", Data);
        return JsonElement.Parse(run.Out).GetProperty("text").GetString();
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, object question)
    {
        var response = await client.PostAsJsonAsync(new Uri("/api/ask", UriKind.Relative), question, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
