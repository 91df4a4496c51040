using System.Text.Json;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using static Microsoft.Playwright.Assertions;

namespace ReleaseBot.Browser;

/// <summary>What the widget says when something goes wrong, and how it goes on.</summary>
[Collection(nameof(Chromium))]
public sealed class ConversationFaultsTests(Chromium chromium)
{
    [Fact]
    public async Task Answer_that_breaks_off_can_be_asked_for_again()
    {
        await using var visitor = await chromium.OpenAsync();
        chromium.Scripted.Answering = (_, _) => ApiUnderTest.Always(
            new AnswerEvent.TextDelta("So"), new AnswerEvent.Failed("The index is closed.", "Ask again in a minute."));
        await visitor.SubmitAsync("Who spoke?");
        await Expect(visitor.Part("failure")).ToHaveTextAsync("The index is closed. Ask again in a minute.");

        chromium.Scripted.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));
        await visitor.Button("Try again").ClickAsync();

        await visitor.AnsweredAsync(0);
        await Expect(visitor.Answers).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Visitor_who_asks_too_much_is_told_when_to_come_back()
    {
        await using var visitor = await chromium.OpenAsync();
        await visitor.Page.RouteAsync("**/api/ask", route => route.FulfillAsync(new()
        {
            Status = 429,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Retry-After"] = "42" },
            Body = """{"detail": "Too many requests.", "remedy": "Wait."}""",
        }));

        await visitor.SubmitAsync("Who spoke?");

        await Expect(visitor.Part("failure")).ToContainTextAsync("42 s");
    }

    [Fact]
    public async Task Token_that_ran_out_is_renewed_once_and_sent_with_everything()
    {
        var tokens = 0;
        var sent = new List<string>();
        await using var visitor = await chromium.OpenAsync(context => context.RouteAsync("**/api/session", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(new { token = $"token-{++tokens}", expiresAt = "2026-01-01T00:00:00Z" }),
        })));
        await visitor.Page.RouteAsync("**/api/ask", async route =>
        {
            sent.Add(route.Request.Headers["authorization"]);
            await route.FulfillAsync(sent[^1] == "Bearer token-1"
                ? new() { Status = 401, ContentType = "application/problem+json", Body = """{"detail": "The token ran out.", "remedy": "Open another."}""" }
                : new() { ContentType = "text/event-stream", Body = Completed() });
        });

        await visitor.AskAsync("Who spoke?");
        await visitor.AskAsync("And then?");

        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-2"], sent);
        Assert.Equal(2, tokens);
    }

    [Fact]
    public async Task Page_that_may_not_use_the_bot_shows_why()
    {
        await using var visitor = await chromium.OpenAsync(context => context.RouteAsync("**/api/session", route => route.FulfillAsync(new()
        {
            Status = 403,
            ContentType = "application/problem+json",
            Body = """{"detail": "Pages of this origin may not use the bot.", "remedy": "Add it to Api:AllowedOrigins."}""",
        })));

        await visitor.SubmitAsync("Who spoke?");

        await Expect(visitor.Part("failure")).ToHaveTextAsync("Pages of this origin may not use the bot. Add it to Api:AllowedOrigins.");
    }

    private static string Completed() => $"event: completed\ndata: {JsonSerializer.Serialize(
        ApiUnderTest.AnswerTo(new Question("Who spoke?", null, new())), ApiJson.Settings)}\n\n";
}
