using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ReleaseBot.Browser;

/// <summary>Somebody on a page with the widget.</summary>
public sealed class Visitor : IAsyncDisposable
{
    public Visitor(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => Faults.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Faults.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Scripts that failed and dialogs that opened.</summary>
    public List<string> Faults { get; } = [];

    public ILocator Launcher => Part("launcher");

    public ILocator Panel => Part("panel");

    public ILocator Input => Page.Locator("release-bot .composer textarea");

    /// <summary>Answers, the oldest first.</summary>
    public ILocator Answers => Part("answer");

    /// <summary>What a screen reader is told.</summary>
    public ILocator Status => Page.Locator("release-bot [role=status]");

    public ILocator Card => Part("card");

    public ILocator Mark => Page.Locator("release-bot .release mark");

    /// <summary>Elements of the widget with a class, which is the name of their part.</summary>
    public ILocator Part(string name) => Page.Locator($"release-bot .{name}");

    public ILocator Button(string name) => Panel.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task OpenAsync()
    {
        await Launcher.ClickAsync();
        await Assertions.Expect(Panel).ToBeVisibleAsync();
    }

    /// <summary>Types a question, sends it, and waits for its answer.</summary>
    public async Task<ILocator> AskAsync(string question)
    {
        var before = await Answers.CountAsync();
        await SubmitAsync(question);
        return await AnsweredAsync(before);
    }

    /// <summary>Types a question and sends it.</summary>
    public async Task SubmitAsync(string question)
    {
        await Input.FillAsync(question);
        await Input.PressAsync("Enter");
    }

    /// <summary>Waits until the answer at <paramref name="index"/> is whole.</summary>
    public async Task<ILocator> AnsweredAsync(int index)
    {
        var answer = Answers.Nth(index);
        await Assertions.Expect(answer.Locator(".actions")).ToBeVisibleAsync();
        return answer;
    }

    /// <summary>Whether the middle of an element is where the visitor sees it, and not covered.</summary>
    public static Task<bool> IsInSightAsync(ILocator locator) => locator.EvaluateAsync<bool>("""
        element => {
          const { left, top, width, height } = element.getClientRects()[0];
          let found = document.elementFromPoint(left + width / 2, top + height / 2);
          while (found?.shadowRoot) {
            const inner = found.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
            if (!inner || inner === found) break;
            found = inner;
          }
          return element === found || element.contains(found);
        }
        """);

    /// <summary>The part of the widget that has the focus, by class.</summary>
    public Task<string> FocusAsync() => Page.EvaluateAsync<string>(
        "() => { const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement; return focused.className; }");

    /// <summary>Waits until the focus is on an element of the class <paramref name="expected"/>; a busy machine moves it a little late.</summary>
    public async Task FocusedAsync(string expected)
    {
        for (var tries = 0; tries < 50 && await FocusAsync() != expected; tries++)
        {
            await Page.WaitForTimeoutAsync(100);
        }

        Assert.Equal(expected, await FocusAsync());
    }

    /// <summary>Lets axe look at the page; <paramref name="where"/> names what it shows.</summary>
    public async Task CheckAccessibilityAsync(string where)
    {
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(
            result.Violations.Length == 0,
            $"{where}: {string.Join("; ", result.Violations.Select(each => $"{each.Id} at {string.Join(", ", each.Nodes.Select(node => $"{node.Target} {node.Html}"))}"))}");
    }

    /// <summary>The JSON a request to <paramref name="path"/> carries while <paramref name="act"/> runs.</summary>
    public async Task<JsonElement> SentAsync(string path, Func<Task> act)
    {
        var request = await Page.RunAndWaitForRequestAsync(act, request => new Uri(request.Url).AbsolutePath == path && request.Method == "POST");
        return JsonElement.Parse(request.PostData!);
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(Faults);
    }
}
