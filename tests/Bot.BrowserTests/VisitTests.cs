using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReleaseBot.Browser;

/// <summary>A visit to the press room, with real answers.</summary>
[Collection(nameof(Chromium))]
public sealed class VisitTests(Chromium chromium)
{
    private const string Delegation = "Who headed the delegation from Dovrania?";

    [Fact]
    public async Task Suggested_question_is_answered_with_numbered_sources()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();

        await visitor.Part("suggestion").Filter(new() { HasText = Delegation }).ClickAsync();
        var answer = await visitor.AnsweredAsync(0);

        await Expect(answer).ToContainTextAsync("Aurelio Stantcheff");
        await Expect(visitor.Part("question")).ToContainTextAsync(Delegation);
        await Expect(answer.Locator(".chip").First).ToHaveTextAsync("1");
        await Expect(answer.Locator(".source").First).ToContainTextAsync("15 May 2025");
        await Expect(visitor.Status).ToContainTextAsync("Aurelio Stantcheff");
    }

    [Fact]
    public async Task Citation_opens_the_quote_in_the_release_and_the_link_lands_on_it()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();
        var answer = await visitor.AskAsync(Delegation);
        var quote = await answer.Locator(".words").Nth(0).EvaluateAsync<string>("words => words.textContent.replace(/ ?\\d+$/, '')");

        await answer.Locator(".chip").First.ClickAsync();
        await Expect(visitor.Mark).ToHaveTextAsync(quote);
        Assert.True(await Visitor.IsInSightAsync(visitor.Mark));
        await Expect(visitor.Card).ToContainTextAsync("Birgit Nyholt");
        await visitor.Part("link").ClickAsync();

        var landed = visitor.Page.Locator("main mark#quote");
        await Expect(landed).ToHaveTextAsync(quote);
        await Expect(landed).ToBeInViewportAsync();
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("Dovrania");
        await Expect(visitor.Panel).ToBeVisibleAsync();
        await Expect(visitor.Answers).ToContainTextAsync("Aurelio Stantcheff");
    }

    [Fact]
    public async Task Follow_up_belongs_to_the_conversation()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();
        await visitor.AskAsync(Delegation);

        var sent = await visitor.SentAsync("/api/ask", () => visitor.AskAsync("And what did they inspect?"));

        Assert.NotEqual(string.Empty, sent.GetProperty("conversationId").GetString());
        await Expect(visitor.Answers.Nth(1).Locator(".note")).ToContainTextAsync("Understood as");
        await Expect(visitor.Answers.Nth(1).Locator(".source").First).ToContainTextAsync("Dovrania");
    }

    [Fact]
    public async Task What_the_releases_do_not_say_is_said_with_the_nearest_releases()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();

        var answer = await visitor.AskAsync("who won the football world cup?");

        await Expect(answer.Locator(".words")).ToHaveTextAsync("The releases don’t say.");
        await Expect(answer.Locator(".chip")).ToHaveCountAsync(0);
        await Expect(answer.Locator(".source")).ToHaveCountAsync(3);
        await answer.Locator(".source").First.ClickAsync();
        await Expect(visitor.Card).ToContainTextAsync("fictional organisation");
        await Expect(visitor.Mark).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Thumbs_down_is_sent_at_once_and_again_with_the_comment()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();
        await visitor.AskAsync(Delegation);

        var first = await visitor.SentAsync("/api/feedback", () => visitor.Button("Not helpful").ClickAsync());
        await visitor.Page.Keyboard.TypeAsync("One name is missing.");
        Assert.True(await Visitor.IsInSightAsync(visitor.Part("feedback").Locator("button")));
        var second = await visitor.SentAsync("/api/feedback", () => visitor.Part("feedback").Locator("button").ClickAsync());

        Assert.False(first.GetProperty("helpful").GetBoolean());
        Assert.Equal("One name is missing.", second.GetProperty("comment").GetString());
        Assert.Equal(first.GetProperty("answerId").GetString(), second.GetProperty("answerId").GetString());
        await Expect(visitor.Part("said")).ToHaveTextAsync("Thank you for your feedback.");
        await Expect(visitor.Button("Not helpful")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Conversation_survives_a_reload_with_its_sources_and_what_was_being_written()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();
        await visitor.AskAsync(Delegation);
        await visitor.Input.FillAsync("And who\nreceived them?");

        await visitor.Page.ReloadAsync();

        await Expect(visitor.Panel).ToBeVisibleAsync();
        await Expect(visitor.Answers).ToContainTextAsync("Aurelio Stantcheff");
        await Expect(visitor.Input).ToHaveValueAsync("And who\nreceived them?");
        await visitor.Part("chip").First.ClickAsync();
        await Expect(visitor.Mark).ToBeVisibleAsync();
        await visitor.Button("Back").ClickAsync();
        var sent = await visitor.SentAsync("/api/ask", () => visitor.Input.PressAsync("Enter"));
        Assert.True(sent.TryGetProperty("conversationId", out _));
    }

    [Fact]
    public async Task Date_limit_is_shown_and_can_be_removed()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();
        await visitor.AskAsync("What entered into force in March 2025?");
        await Expect(visitor.Part("pill")).ToContainTextAsync("March 2025");

        var sent = await visitor.SentAsync("/api/ask", () => visitor.Part("pill").GetByRole(AriaRole.Button).ClickAsync());
        await visitor.AnsweredAsync(0);

        Assert.True(sent.GetProperty("filters").GetProperty("anyDate").GetBoolean());
        await Expect(visitor.Part("pill")).ToHaveCountAsync(0);
        await Expect(visitor.Answers).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Question_without_a_network_can_be_asked_again_when_it_is_back()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        await visitor.OpenAsync();
        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Input.FillAsync(Delegation);
        await visitor.Input.PressAsync("Enter");
        await Expect(visitor.Part("failure")).ToContainTextAsync("No connection");
        await Expect(visitor.Status).ToContainTextAsync("No connection");

        await visitor.Page.Context.SetOfflineAsync(false);
        await visitor.Button("Try again").ClickAsync();

        await Expect(await visitor.AnsweredAsync(0)).ToContainTextAsync("Aurelio Stantcheff");
    }

    [Fact]
    public async Task Press_room_lists_by_year_and_asks_from_its_own_field()
    {
        await using var visitor = await chromium.VisitAsync($"{chromium.Real}/?year=2025");
        await Expect(visitor.Page.Locator(".releases li")).ToHaveCountAsync(12);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Expect(visitor.Page.Locator(".pages")).ToContainTextAsync("Page 2 of 2");

        await visitor.Page.Locator("#question").FillAsync(Delegation);
        await visitor.Page.Locator("#question").PressAsync("Enter");

        await Expect(await visitor.AnsweredAsync(0)).ToContainTextAsync("Aurelio Stantcheff");
    }
}
