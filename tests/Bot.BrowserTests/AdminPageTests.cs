using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Operations;
using static Microsoft.Playwright.Assertions;

namespace ReleaseBot.Browser;

/// <summary>The administration page, as whoever runs the bot uses it.</summary>
[Collection(nameof(Chromium))]
public sealed class AdminPageTests(Chromium chromium)
{
    private const string Key = "0123456789abcdef-key";
    private const string Markup = "<img src=x onerror=alarm()>";

    [Fact]
    public async Task Wrong_key_is_told_and_the_right_one_opens_the_lists_until_signed_out()
    {
        await using var api = await StartAsync();
        await using var visitor = await chromium.VisitAsync($"{api.Client.BaseAddress}admin");
        var page = visitor.Page;

        await EnterAsync(page, "not-the-key-at-all-000");
        await Expect(page.Locator("#status.alert")).ToContainTextAsync("Api:AdminKey");
        await Expect(page.Locator("#content")).ToBeHiddenAsync();
        await EnterAsync(page, Key);
        await Expect(page.Locator("#unanswered h3")).ToHaveTextAsync(["Who is silent?"]);
        await Expect(page.Locator("#rated h3")).ToHaveTextAsync([$"Wrong {Markup}?"]);
        await page.ReloadAsync();
        await Expect(page.Locator("#rated blockquote")).ToHaveTextAsync($"No {Markup}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page.Locator("#content")).ToBeHiddenAsync();
        Assert.Equal("0", await page.EvaluateAsync<string>("() => String(sessionStorage.length + localStorage.length)"));
        Assert.Equal(0, await page.Locator("#rated h3").CountAsync());
    }

    [Fact]
    public async Task Ingests_are_listed_with_their_failures_and_markup_stays_text()
    {
        await using var api = await StartAsync();
        await using var visitor = await SignInAsync(api);

        var rows = visitor.Page.Locator("#ingests tr");

        await Expect(rows).ToHaveCountAsync(2);
        Assert.Equal(["command", $"/releases/{Markup}", "3", "1", "1", "0", "1", "0", "9", "7"], (await rows.First.Locator("td").AllTextContentsAsync()).Skip(1));
        await Expect(rows.Last).ToHaveTextAsync($"a.txt: {Markup}");
        Assert.Equal(0, await visitor.Page.Locator("main img").CountAsync());
    }

    [Fact]
    public async Task Export_is_a_file_of_questions_and_a_forgotten_one_is_gone()
    {
        await using var api = await StartAsync();
        await using var visitor = await SignInAsync(api);

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Export as evaluation file" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Forget: Who is silent?" }).ClickAsync();
        await Expect(visitor.Page.Locator("#unanswered")).ToHaveTextAsync("Every question remembered got an answer.");

        Assert.Equal("review-questions.jsonl", download.SuggestedFilename);
        Assert.Equal(["Who is silent?", $"Wrong {Markup}?"], lines.Select(line => JsonElement.Parse(line).GetProperty("question").GetString()).Order());
        Assert.Equal("1", await visitor.Page.Locator("#rated-title .count").TextContentAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_to_object_to(ColorScheme scheme)
    {
        await using var api = await StartAsync();
        await using var visitor = await chromium.VisitAsync($"{api.Client.BaseAddress}admin", new BrowserNewContextOptions { ColorScheme = scheme });
        await visitor.CheckAccessibilityAsync("key");
        await EnterAsync(visitor.Page, Key);
        await Expect(visitor.Page.Locator("#content")).ToBeVisibleAsync();

        await visitor.CheckAccessibilityAsync("lists");
    }

    [Fact]
    public async Task Page_fits_a_phone_and_tells_when_the_server_is_away()
    {
        await using var api = await StartAsync();
        await using var visitor = await chromium.VisitAsync(
            $"{api.Client.BaseAddress}admin", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        await EnterAsync(visitor.Page, Key);
        await Expect(visitor.Page.Locator("#content")).ToBeVisibleAsync();
        Assert.Equal(360, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();

        await Expect(visitor.Page.Locator("#status.alert")).ToHaveTextAsync("The server cannot be reached. Is it still running?");
        await Expect(visitor.Page.Locator("#unanswered h3")).ToBeVisibleAsync();
    }

    private async Task<Visitor> SignInAsync(ApiUnderTest api)
    {
        var visitor = await chromium.VisitAsync($"{api.Client.BaseAddress}admin");
        await EnterAsync(visitor.Page, Key);
        await Expect(visitor.Page.Locator("#content")).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task EnterAsync(IPage page, string key)
    {
        await page.GetByLabel("Admin key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
    }

    // One question without an answer, one answer rated down, one ingest with a failure.
    private static async Task<ApiUnderTest> StartAsync()
    {
        var api = await ApiUnderTest.StartAsync(("Api:AdminKey", Key));
        api.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
        {
            Id = question.Text.Split(' ')[0],
            Answered = question.Text.Contains('<'),
        }));
        await api.AskAsync("""{"question": "Who is silent?"}""");
        await api.AskAsync(JsonSerializer.Serialize(new { question = $"Wrong {Markup}?" }));
        await api.SendAsync(HttpMethod.Post, "/api/feedback", JsonSerializer.Serialize(new { answerId = "Wrong", helpful = false, comment = $"No {Markup}" }));
        var summary = IngestSummary.Empty with { Read = 3, New = 1, Changed = 1, Failed = 1, Passages = 9, Embedded = 7 };
        await api.Services.GetRequiredService<IngestHistory>().RecordAsync(
            "command", $"/releases/{Markup}", summary, [$"a.txt: {Markup}"], TestContext.Current.CancellationToken);
        return api;
    }
}
