using Microsoft.Playwright;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using static Microsoft.Playwright.Assertions;

namespace ReleaseBot.Browser;

/// <summary>Markup in releases, questions and answers stays text. No policy stands in its way, so that a mistake would really run.</summary>
[Collection(nameof(Chromium))]
public sealed class MarkupTests(Chromium chromium)
{
    private const string Page = """
        <!doctype html><html lang="en"><title>Host</title>
        <script>window.alarms = 0; window.alarm = () => { alarms++; };</script>
        <script type="module" src="/widget.js"></script>
        """;

    // Whatever the widget or the press room would never make of a text.
    private const string Strangers =
        "img, image, iframe, object, embed, script, style, link, base, meta, math, video, audio, marquee, select, details, template, noscript, " +
        "[onerror], [onload], [onfocus], [href^='javascript' i], svg:not([aria-hidden])";

    [Fact]
    public async Task Payloads_in_questions_answers_and_releases_stay_text_in_the_widget()
    {
        Assert.Equal(50, Payloads.All.Distinct(StringComparer.Ordinal).Count());
        chromium.Scripted.Answering = (question, _) => ApiUnderTest.Always(
            new AnswerEvent.TextDelta(question.Text), new AnswerEvent.Completed(Answer(question)));
        await using var visitor = await chromium.VisitAsync($"{chromium.ScriptedUrl}/host", prepare: context => Host.ServeAsync(context, Page));
        await visitor.OpenAsync();

        foreach (var (payload, index) in Payloads.All.Select((payload, index) => (payload, index)))
        {
            await chromium.Scripted.StoreAsync(payload, $"{payload}\n\n{payload}");
            await visitor.Page.EvaluateAsync("question => document.querySelector('release-bot').ask(question)", payload);
            var answer = await visitor.AnsweredAsync(index);
            await answer.Locator(".chip").First.EvaluateAsync("chip => chip.click()");
            await Expect(visitor.Mark).ToHaveTextAsync(payload);

            string[] expected = [payload, payload, payload, payload, payload, "0", "0"];
            Assert.Equal(expected, await visitor.Page.EvaluateAsync<string[]>(Read, Strangers));
            await visitor.Button("Back").ClickAsync();
        }

        await visitor.Page.ReloadAsync();
        await Expect(visitor.Answers).ToHaveCountAsync(20);
        Assert.Equal("0", (await visitor.Page.EvaluateAsync<string[]>(Read, Strangers))[^1]);
    }

    [Fact]
    public async Task Payloads_in_releases_stay_text_in_the_press_room()
    {
        await using var api = await ApiUnderTest.StartAsync();
        foreach (var payload in Payloads.All)
        {
            await api.StoreAsync(payload, $"{payload}\n\n{payload} is said here in more than a few words, so that the list shows it.");
        }

        var trusting = new BrowserNewContextOptions { BypassCSP = true };
        await using var visitor = await chromium.VisitAsync($"{api.Client.BaseAddress}", trusting, async context =>
        {
            await context.AddInitScriptAsync("window.alarms = 0; window.alarm = () => { alarms++; };");
            await context.RouteAsync("**/widget.js", route => route.AbortAsync());
        });
        var listed = new List<string>();
        for (var page = 1; page <= 5; page++)
        {
            await visitor.Page.GotoAsync($"{api.Client.BaseAddress}?page={page}");
            listed.AddRange(await visitor.Page.Locator(".releases h3").AllTextContentsAsync());
            Assert.Equal(0, await StrangersAsync(visitor, ".releases"));
        }

        foreach (var payload in Payloads.All)
        {
            await visitor.Page.GotoAsync($"{api.Client.BaseAddress}releases/{Uri.EscapeDataString(payload)}?mark=0-{payload.Length}#quote");
            Assert.Equal(0, await StrangersAsync(visitor, "article"));
            Assert.Contains(payload.Split('\n')[0], await visitor.Page.Locator("article").TextContentAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(50, listed.Count);
    }

    [Fact]
    public async Task Alarm_rings_for_markup_that_is_let_in()
    {
        await using var visitor = await chromium.VisitAsync($"{chromium.ScriptedUrl}/host", prepare: context => Host.ServeAsync(context, Page));

        await visitor.Page.EvaluateAsync("markup => { document.body.innerHTML += `<p class=words>${markup}</p>`; }", "<img src=x onerror=alarm()>");

        await visitor.Page.WaitForFunctionAsync("() => alarms > 0");
        Assert.True(await StrangersAsync(visitor, ".words") > 0);
    }

    // As shown: the question, the answer, its source, the card's headline and quote; then links that are not http, and strangers with alarms.
    private const string Read = """
        strangers => {
          const root = document.querySelector("release-bot").shadowRoot;
          const last = (selector) => [...root.querySelectorAll(selector)].at(-1);
          return [
            last(".question").lastChild.textContent, last(".answer").querySelector(".words").textContent.replace(/ 1$/, ""),
            last(".answer").querySelector(".source span").firstChild.textContent, root.querySelector(".release h3")?.textContent ?? "",
            root.querySelector(".release mark")?.textContent ?? "",
            String([...root.querySelectorAll("a")].filter(each => !/^https?:/.test(each.href)).length),
            String(root.querySelectorAll(strangers).length + alarms),
          ];
        }
        """;

    private static async Task<int> StrangersAsync(Visitor visitor, string within) => await visitor.Page.EvaluateAsync<int>(
        "([within, strangers]) => [...document.querySelectorAll(within)].reduce((sum, each) => sum + each.querySelectorAll(strangers).length, alarms)",
        new[] { within, Strangers });

    private static Answer Answer(Question question)
    {
        var payload = question.Text;
        var summary = new ReleaseSummary(payload, payload, null, payload, payload, "en", payload);
        return ApiUnderTest.AnswerTo(question) with
        {
            Text = $"{payload} [1]",
            StandaloneQuestion = $"{payload} again",
            Spans = [payload, payload[..3]],
            Filters = Retrieval.AppliedFilters.None with { Words = [payload] },
            Citations = [new Citation(1, payload, payload, null, "javascript:alarm()", payload, 0, payload.Length, $"javascript:alarm()//{payload}")],
            Nearest = [summary],
        };
    }
}
