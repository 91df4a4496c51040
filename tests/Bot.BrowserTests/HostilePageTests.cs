using System.Text.Json;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using static Microsoft.Playwright.Assertions;

namespace ReleaseBot.Browser;

/// <summary>The widget on a page that does everything a page should not: rules for all elements, changed prototypes, a strict policy.</summary>
[Collection(nameof(Chromium))]
public sealed class HostilePageTests(Chromium chromium)
{
    private const string Policy =
        "default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; style-src 'nonce-n'; connect-src 'self'; base-uri 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'";

    private const string Page = """
        <!doctype html><html lang="en"><title>Host</title>
        <style nonce="n">
          * { all: unset !important; display: none !important; position: static !important; color: red !important; font-size: 40px !important; }
          html, body, h1 { display: block !important; transform: scale(.5) !important; opacity: .1 !important; }
          div { display: block !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; background: lime !important; }
          release-bot { --accent: red; --bg: red; width: 1px !important; height: 1px !important; overflow: hidden !important; visibility: hidden !important; }
          button, textarea, dialog, mark { display: none !important; }
        </style>
        <h1>Host</h1><div></div>
        <script nonce="n">
          window.violations = [];
          document.addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective + " " + event.blockedURI));
          for (const name of ["mode", "method", "headers", "body", "signal", "credentials", "day", "month", "dateStyle", "once", "passive", "is",
              "detail", "type", "token", "remedy", "part", "style", "onclick", "click", "innerHTML", "href", "link", "number", "releaseId", "0"]) {
            Object.prototype[name] = "polluted";
          }
          Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = () => "polluted";
          Array.prototype.each = function () { return "polluted"; };
          window.names = ["names", ...Object.getOwnPropertyNames(window)];
        </script>
        <script nonce="n" type="module" src="/widget.js"></script>
        """;

    [Fact]
    public async Task Widget_looks_and_works_as_anywhere_else()
    {
        await chromium.Scripted.StoreAsync("a.txt", "A headline\n\nAndrei Lukin spoke. Nobody answered.");
        chromium.Scripted.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
        {
            Citations = [new Citation(1, "a.txt", "A headline", new DateOnly(2024, 1, 25), null, "Andrei Lukin spoke.", 12, 31, null)],
        }));
        await using var visitor = await chromium.VisitAsync($"{chromium.ScriptedUrl}/host", prepare: context => Host.ServeAsync(context, Page, Policy));

        Assert.True(await Visitor.IsInSightAsync(visitor.Launcher), "The launcher is covered or out of sight.");
        await visitor.OpenAsync();
        await visitor.Input.FillAsync("Who spoke?");
        var sent = await visitor.SentAsync("/api/ask", () => visitor.Input.PressAsync("Enter"));
        await visitor.AnsweredAsync(0);
        await visitor.Part("chip").ClickAsync();

        Assert.Equal("Who spoke?", sent.GetProperty("question").GetString());
        await Expect(visitor.Mark).ToHaveTextAsync("Andrei Lukin spoke.");
        Assert.True(await Visitor.IsInSightAsync(visitor.Mark), "The quote is covered or out of sight.");
        await Expect(visitor.Mark).ToHaveCSSAsync("font-size", "16px");
        await Expect(visitor.Mark).ToHaveCSSAsync("color", "rgb(23, 32, 42)");
        await Expect(visitor.Panel).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Expect(visitor.Part("link")).ToHaveAttributeAsync("href", $"{chromium.ScriptedUrl}/releases/a.txt?mark=12-31#quote");
        var box = await visitor.Panel.BoundingBoxAsync();
        Assert.Equal((840, 140, 420, 700), ((int)box!.X, (int)box.Y, (int)box.Width, (int)box.Height));
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>("() => violations"));
    }

    [Fact]
    public async Task Conversation_survives_a_reload_there_too()
    {
        chromium.Scripted.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));
        await using var visitor = await chromium.VisitAsync($"{chromium.ScriptedUrl}/host", prepare: context => Host.ServeAsync(context, Page, Policy));
        await visitor.OpenAsync();
        await visitor.AskAsync("Who spoke?");

        await visitor.Page.ReloadAsync();

        await Expect(visitor.Answers).ToContainTextAsync("Andrei Lukin");
    }

    [Theory]
    [InlineData(Host.AllowedOrigin, true)]
    [InlineData("http://other.example", false)]
    public async Task Page_of_another_origin_may_ask_when_the_server_allows_it(string origin, bool allowed)
    {
        chromium.Scripted.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));
        var page = $"<!doctype html><html lang='en'><title>Host</title><script type='module' src='{chromium.ScriptedUrl}/widget.js'></script>";
        await using var visitor = await chromium.VisitAsync($"{origin}/host", prepare: context => Host.ServeAsync(context, page));
        await visitor.OpenAsync();

        await visitor.Input.FillAsync("Who spoke?");
        await visitor.Input.PressAsync("Enter");

        if (allowed)
        {
            await Expect(await visitor.AnsweredAsync(0)).ToContainTextAsync("Andrei Lukin");
        }
        else
        {
            await Expect(visitor.Part("failure")).ToContainTextAsync("No connection");
        }
    }

    [Fact]
    public async Task Page_is_left_as_it_was()
    {
        await using var visitor = await chromium.VisitAsync($"{chromium.ScriptedUrl}/host", prepare: context => Host.ServeAsync(context, Page, Policy));
        await visitor.OpenAsync();

        var added = await visitor.Page.EvaluateAsync<JsonElement>("""
            () => ({ names: Object.getOwnPropertyNames(window).filter(name => !names.includes(name)).join(),
                     elements: [...document.body.children].map(each => each.localName).join(), styles: document.styleSheets.length })
            """);

        Assert.Equal(string.Empty, added.GetProperty("names").GetString());
        Assert.Equal("h1,div,script,script,release-bot", added.GetProperty("elements").GetString());
        Assert.Equal(1, added.GetProperty("styles").GetInt32());
    }
}
