using System.Text.Json;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;

namespace ReleaseBot.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("bot-cli-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--frobnicate")]
    [InlineData("ask", "who?", "--jsn")]
    [InlineData("ingest", "folder", "--prun")]
    [InlineData("ask")]
    [InlineData("ingest")]
    [InlineData("ingest", "")]
    [InlineData("ask", "🌊 ?!")]
    [InlineData("ask", "who?", "--data", "")]
    [InlineData("ask", "who?", "--data")]
    [InlineData("ask", "who?", "--set", "nonsense")]
    [InlineData("ask", "who?", "--set", "Bot:MaxQuestionLength=0")]
    [InlineData("ask", "who?", "--set", "Bot:MaxQuestionLength=many")]
    [InlineData("ask", "who?", "--set", "Api:AdminKey=short")]
    [InlineData("serve", "--urls", "nonsense", "--no-samples")]
    public async Task Wrong_command_line_ends_with_2_and_a_message(params string[] args)
    {
        string[] all = args.Contains("--data") ? args : [.. args, "--data", _data];

        var run = await CliRun.OfAsync(all);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEqual(string.Empty, run.Error.Trim());
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("ask", "--help")]
    [InlineData("--version")]
    public async Task Help_is_no_error(params string[] args) => Assert.Equal(0, (await CliRun.OfAsync(args)).ExitCode);

    [Fact]
    public async Task Question_too_long_is_refused_with_the_setting_named()
    {
        var run = await CliRun.OfAsync("ask", new string('x', 2001), "--data", _data, "--no-samples");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Bot:MaxQuestionLength", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_may_look_like_an_option_after_two_dashes()
    {
        var run = await CliRun.OfAsync("ask", "--data", _data, "--no-samples", "--", "--help", "who?");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Ask_prints_answer_citation_and_time()
    {
        var run = await CliRun.OfAsync("ask", "Who", "spoke?", "--data", _data, "--no-samples");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("“Andrei Lukin” spoke. [1]", run.Out, StringComparison.Ordinal);
        Assert.Contains("[1] A headline, 25 January 2024", run.Out, StringComparison.Ordinal);
        Assert.Contains("“Andrei Lukin spoke.”", run.Out, StringComparison.Ordinal);
        Assert.Contains("ms", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_json_prints_the_api_object_and_nothing_else()
    {
        var run = await CliRun.OfAsync("ask", "@who spoke?", "--json", "--data", _data);

        var printed = JsonElement.Parse(run.Out);
        await using var api = await ApiUnderTest.StartAsync();
        var (_, served) = await api.AskAsync("""{"question": "@who spoke?"}""");
        Assert.Equal(served.ToString(), printed.ToString());
        Assert.EndsWith("}\n", run.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_releases_cannot_command_the_terminal()
    {
        var run = await CliRun.OfAsync(
            ["ask", "Who?", "--data", _data, "--no-samples"],
            string.Empty,
            (question, _) => ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
            {
                Text = "\u001b]0;owned\u0007 [link=https://example.org]x[/]",
                Citations = [new Citation(1, "a\u001b[2J", "T\u009bitle\nmore", null, null, "q\u202Euote", 0, 6, null)],
            })));

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(run.Out, character => char.IsControl(character) && character is not ('\n' or '\r'));
        Assert.DoesNotContain('\u202E', run.Out);
        Assert.Contains("[link=https://example.org]x[/]", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Abstention_names_the_nearest_releases_and_is_no_error()
    {
        var nearest = new ReleaseSummary("a.txt", "A headline", new DateOnly(2024, 1, 25), null, null, "en", null);
        var run = await CliRun.OfAsync(
            ["ask", "Who?", "--data", _data, "--no-samples"],
            string.Empty,
            (question, _) => ApiUnderTest.Always(
                new AnswerEvent.NoAnswer([nearest]),
                new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with
                {
                    Answered = false,
                    Text = "The releases do not say.",
                    Citations = [],
                    Spans = [],
                    Nearest = [nearest],
                })));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("- A headline, 25 January 2024", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_goes_to_standard_error_with_its_remedy()
    {
        var run = await CliRun.OfAsync(
            ["ask", "Who?", "--json", "--data", _data, "--no-samples"],
            string.Empty,
            (_, _) => ApiUnderTest.Always(new AnswerEvent.Failed("It broke.", "Mend it.")));

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("It broke. Mend it.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("And when?\nexit\nNever asked\n")]
    [InlineData("And when?\n\nNever asked\n")]
    [InlineData("And when?")]
    public async Task Chat_keeps_the_conversation_and_ends_politely(string typed)
    {
        var asked = new List<Question>();
        var run = await CliRun.OfAsync(
            ["ask", "Who spoke?", "-i", "--data", _data, "--no-samples"],
            typed,
            (question, _) =>
            {
                asked.Add(question);
                return ApiUnderTest.Always(new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with { ConversationId = "talk" }));
            });

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("Who spoke?", null), ("And when?", "talk")], asked.Select(each => (each.Text, each.ConversationId)));
    }

    [Fact]
    public async Task Cancelled_command_ends_with_130()
    {
        using var stop = new CancellationTokenSource();
        var run = await CliRun.UntilAsync(
            ["ask", "Who?", "--data", _data, "--no-samples"],
            string.Empty,
            (_, token) => StopAsync(stop, token),
            interactive: false,
            stop.Token);

        Assert.Equal((130, string.Empty), (run.ExitCode, run.Out));

        static async IAsyncEnumerable<AnswerEvent> StopAsync(
            CancellationTokenSource stop,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            yield break;
        }
    }
}
