using System.Runtime.CompilerServices;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using static Microsoft.Playwright.Assertions;

namespace ReleaseBot.Browser;

/// <summary>How the widget behaves while an answer comes and afterwards, and how a page configures it; the server answers as the test says.</summary>
[Collection(nameof(Chromium))]
public sealed class ConversationTests(Chromium chromium)
{
    [Fact]
    public async Task Answer_is_shown_while_it_comes()
    {
        var rest = new TaskCompletionSource();
        chromium.Scripted.Answering = (question, token) => InTwoPartsAsync(question, rest.Task, token);
        await using var visitor = await chromium.OpenAsync();
        await visitor.SubmitAsync("Who spoke?");

        await Expect(visitor.Answers).ToContainTextAsync("Andrei");
        await Expect(visitor.Part("actions")).ToHaveCountAsync(0);
        await Expect(visitor.Part("messages")).ToHaveAttributeAsync("aria-busy", "true");
        rest.SetResult();

        await Expect(await visitor.AnsweredAsync(0)).ToContainTextAsync("“Andrei Lukin” spoke.");
        await Expect(visitor.Part("messages")).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(visitor.Answers.Locator("strong")).ToHaveTextAsync("Andrei Lukin");
    }

    [Fact]
    public async Task Slow_answer_is_explained_and_can_be_stopped()
    {
        var stopped = new TaskCompletionSource();
        chromium.Scripted.Answering = (_, token) => NeverAsync(stopped, token);
        await using var visitor = await chromium.OpenAsync(context => context.Clock.InstallAsync());
        await visitor.SubmitAsync("Who spoke?");
        await Expect(visitor.Part("wait")).ToHaveTextAsync("Searching the releases…");
        await Expect(visitor.Status).ToHaveTextAsync("Searching the releases…");

        await visitor.Page.Clock.FastForwardAsync(9_000);
        await Expect(visitor.Part("wait")).ToHaveTextAsync("This takes longer than usual…");
        await visitor.Button("Stop").ClickAsync();

        await Expect(visitor.Part("failure")).ToHaveTextAsync("Stopped.");
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await Expect(visitor.Button("Send")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Copy_takes_the_answer_with_its_sources()
    {
        chromium.Scripted.Answering = Always;
        await using var visitor = await chromium.OpenAsync(context => context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]));
        await visitor.AskAsync("Who spoke?");

        await visitor.Button("Copy").ClickAsync();

        await Expect(visitor.Part("said")).ToHaveTextAsync("Copied");
        var copied = await visitor.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.StartsWith("“Andrei Lukin” spoke. [1]\n\n[1] A headline (25 January 2024)\n", copied, StringComparison.Ordinal);
        Assert.EndsWith("/releases/a.txt?mark=12-31#quote", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_conversation_forgets_the_old_one()
    {
        chromium.Scripted.Answering = Always;
        await using var visitor = await chromium.OpenAsync();
        await visitor.AskAsync("Who spoke?");

        await visitor.Button("New conversation").ClickAsync();

        await Expect(visitor.Answers).ToHaveCountAsync(0);
        await Expect(visitor.Part("hello")).ToBeVisibleAsync();
        await visitor.AskAsync("Who was it?");
        Assert.Null(chromium.Scripted.Asked!.ConversationId);
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Answers).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Official_page_opens_at_the_words_in_a_tab_of_its_own()
    {
        const string link = "https://press.example/visit#:~:text=Andrei%20Lukin%20spoke%2E";
        var page = "<!doctype html><html lang='en'><title>Host</title><script type='module' src='/widget.js'></script>";
        chromium.Scripted.Answering = (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
        {
            Citations = [new Citation(1, "a.txt", "A headline", null, "https://press.example/visit", "Andrei Lukin spoke.", 12, 31, link)],
        }));
        await using var visitor = await chromium.VisitAsync($"{chromium.ScriptedUrl}/host", prepare: context => Host.ServeAsync(context, page));
        await visitor.OpenAsync();
        await visitor.AskAsync("Who spoke?");

        await visitor.Part("chip").ClickAsync();

        await Expect(visitor.Part("link")).ToHaveAttributeAsync("href", link);
        await Expect(visitor.Part("link")).ToHaveAttributeAsync("target", "_blank");
        await Expect(visitor.Part("link")).ToHaveAttributeAsync("rel", "noopener noreferrer");
    }

    [Fact]
    public async Task Page_configures_the_widget_by_attributes_and_properties()
    {
        var page = """
            <!doctype html><html lang="en"><title>Host</title>
            <style>release-bot { --release-bot-accent: rgb(120, 0, 60); } release-bot::part(launcher) { border-radius: 3px; }</style>
            <script type="module" src="/widget.js" data-title="Ask us" data-hint="Speak" data-theme="dark" data-open
                    data-suggestions="Who?|What?" data-release-page="/press/{id}#{start}"></script>
            """;
        chromium.Scripted.Answering = Always;
        await using var visitor = await chromium.VisitAsync($"{chromium.ScriptedUrl}/host", prepare: context => Host.ServeAsync(context, page));

        await Expect(visitor.Part("title")).ToHaveTextAsync("Ask us");
        await Expect(visitor.Input).ToHaveAttributeAsync("placeholder", "Speak");
        await Expect(visitor.Part("suggestion")).ToHaveTextAsync(["Who?", "What?"]);
        await Expect(visitor.Part("send")).ToHaveCSSAsync("background-color", "rgb(120, 0, 60)");
        await Expect(visitor.Panel).ToHaveCSSAsync("background-color", "rgb(20, 25, 31)");
        await visitor.AskAsync("Who spoke?");
        await visitor.Part("chip").ClickAsync();
        await Expect(visitor.Part("link")).ToHaveAttributeAsync("href", $"{chromium.ScriptedUrl}/press/a.txt#12");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Button("Close").ClickAsync();
        await Expect(visitor.Launcher).ToHaveCSSAsync("border-radius", "3px");
    }

    private static IAsyncEnumerable<AnswerEvent> Always(Question question, CancellationToken cancellationToken) =>
        ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)));

    private static async IAsyncEnumerable<AnswerEvent> InTwoPartsAsync(
        Question question,
        Task rest,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new AnswerEvent.TextDelta("“Andrei");
        await rest.WaitAsync(cancellationToken);
        yield return new AnswerEvent.TextDelta(" Lukin”");
        yield return new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question));
    }

    private static async IAsyncEnumerable<AnswerEvent> NeverAsync(
        TaskCompletionSource stopped,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            stopped.SetResult();
        }

        yield break;
    }
}
