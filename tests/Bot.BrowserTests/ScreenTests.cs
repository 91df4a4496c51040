using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReleaseBot.Browser;

/// <summary>Phone, keyboard, screen reader, colours, directions and languages.</summary>
[Collection(nameof(Chromium))]
public sealed class ScreenTests(Chromium chromium)
{
    private const string Question = "Who headed the delegation from Dovrania?";

    [Fact]
    public async Task Phone_shows_the_panel_on_the_whole_screen()
    {
        var phone = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true };
        await using var visitor = await chromium.VisitAsync(chromium.Real, phone);
        Assert.Equal(360, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        await visitor.Launcher.TapAsync();
        await visitor.Part("suggestion").Filter(new() { HasText = Question }).TapAsync();
        await visitor.AnsweredAsync(0);

        var box = await visitor.Panel.BoundingBoxAsync();
        Assert.Equal((0, 0, 360, 740), ((int)box!.X, (int)box.Y, (int)box.Width, (int)box.Height));
        Assert.True(await visitor.Panel.EvaluateAsync<bool>("panel => panel.matches(':modal')"));
        Assert.True(await visitor.Part("messages").EvaluateAsync<bool>("log => log.scrollWidth <= log.clientWidth"));
        var smallest = await visitor.Panel.GetByRole(AriaRole.Button).EvaluateAllAsync<double>(
            "all => Math.min(...all.filter(each => each.checkVisibility() && !each.matches('.chip')).map(each => each.getBoundingClientRect().height))");
        Assert.True(smallest >= 24, $"A button is only {smallest} px high.");
        await visitor.Button("Close").TapAsync();
        await Expect(visitor.Launcher).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keyboard_alone_suffices()
    {
        await using var visitor = await chromium.VisitAsync(chromium.Real);
        var keyboard = visitor.Page.Keyboard;
        await visitor.Page.EvaluateAsync("() => document.querySelector('footer').focus()");
        await keyboard.PressAsync("Shift+Tab");
        await visitor.FocusedAsync("launcher");

        await keyboard.PressAsync("Enter");
        await visitor.FocusedAsync("input");
        await keyboard.TypeAsync(Question);
        await keyboard.PressAsync("Enter");
        await visitor.AnsweredAsync(0);
        await visitor.FocusedAsync("input");
        var passed = new List<string>();
        while (passed.Count < 20 && (passed.Count == 0 || passed[^1] != "chip"))
        {
            await keyboard.PressAsync("Shift+Tab");
            passed.Add(await visitor.FocusAsync());
        }

        Assert.Equal(["icon again", "icon down", "icon up", "icon copy", "source"], passed.Take(5));
        await keyboard.PressAsync("Enter");
        await Expect(visitor.Mark).ToBeVisibleAsync();
        await visitor.FocusedAsync("icon back");
        await keyboard.PressAsync("Tab");
        await visitor.FocusedAsync("release");
        await keyboard.PressAsync("Escape");
        await Expect(visitor.Card).ToBeHiddenAsync();
        await visitor.FocusedAsync("chip");
        await keyboard.PressAsync("Escape");
        await Expect(visitor.Panel).ToBeHiddenAsync();
        await visitor.FocusedAsync("launcher");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_to_object_to(ColorScheme scheme)
    {
        var profile = new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce };
        await using var visitor = await chromium.VisitAsync(chromium.Real, profile);
        await visitor.CheckAccessibilityAsync("press room");
        await visitor.OpenAsync();
        await Expect(visitor.Part("suggestion").First).ToBeVisibleAsync();
        await visitor.CheckAccessibilityAsync("welcome");
        await visitor.AskAsync("What entered into force in March 2025?");
        await visitor.Button("Not helpful").ClickAsync();
        await visitor.CheckAccessibilityAsync("answer, date limit and feedback");
        await visitor.AskAsync("who won the football world cup?");
        await visitor.Part("chip").First.ClickAsync();
        await Expect(visitor.Mark).ToBeVisibleAsync();
        await visitor.CheckAccessibilityAsync("source");
        await visitor.Part("link").ClickAsync();
        await Expect(visitor.Page.Locator("main mark#quote")).ToBeVisibleAsync();
        await visitor.CheckAccessibilityAsync("no answer, over the page of a release");
        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Input.FillAsync("Who?");
        await visitor.Input.PressAsync("Enter");
        await Expect(visitor.Part("failure")).ToBeVisibleAsync();
        await visitor.CheckAccessibilityAsync("failure");
    }

    [Fact]
    public async Task Axe_does_object_to_what_is_wrong_inside_the_widget()
    {
        var page = "<!doctype html><html lang='en'><title>Host</title><script type='module' src='/widget.js'></script>";
        await using var visitor = await chromium.VisitAsync($"{chromium.Real}/host", prepare: context => Host.ServeAsync(context, page));
        await visitor.Launcher.EvaluateAsync("launcher => { launcher.textContent = ''; }");

        var result = await visitor.Page.RunAxe();

        Assert.Contains(result.Violations, violation => violation.Id == "button-name");
    }

    [Theory]
    [InlineData("fr", "ltr", "Posez une question…", "15 mai 2025")]
    [InlineData("ru", "ltr", "Задайте вопрос…", "15 мая 2025 г.")]
    [InlineData("he", "rtl", "Ask a question…", "15 May 2025")]
    public async Task Language_and_direction_are_the_page_s(string language, string direction, string hint, string date)
    {
        var page = $"<!doctype html><html lang='{language}' dir='{direction}'><title>Host</title><script type='module' src='/widget.js'></script>";
        await using var visitor = await chromium.VisitAsync($"{chromium.Real}/host", prepare: context => Host.ServeAsync(context, page));
        await visitor.OpenAsync();
        var answer = await visitor.AskAsync(Question);

        await Expect(visitor.Input).ToHaveAttributeAsync("placeholder", hint);
        await Expect(answer.Locator(".source").First).ToContainTextAsync(date);
        Assert.DoesNotContain("undefined", await visitor.Panel.InnerHTMLAsync(), StringComparison.Ordinal);
        var box = await visitor.Panel.BoundingBoxAsync();
        Assert.Equal(direction == "rtl", box!.X < 100);
        var send = await visitor.Part("send").BoundingBoxAsync();
        var input = await visitor.Input.BoundingBoxAsync();
        Assert.Equal(direction == "rtl", send!.X < input!.X);
    }
}
