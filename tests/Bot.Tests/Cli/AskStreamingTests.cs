using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Cli;

public sealed class AskStreamingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_are_printed_as_they_come_and_once(bool interactive)
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync(["ask", "Who?", "--data", folder.Path, "--no-samples"], "", (question, _) => ApiUnderTest.Always(
            new AnswerEvent.Searching("Who?", AppliedFilters.None),
            new AnswerEvent.TextDelta("One spoke. [1]"),
            new AnswerEvent.TextDelta(" Two sang. [1]"),
            new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with { Text = "One spoke. [1] Two sang. [1]", Mode = AnswerMode.Generative })), interactive);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("One spoke. [1] Two sang. [1]", run.Out.TrimStart(), StringComparison.Ordinal);
        Assert.Equal(2, run.Out.Split("Two sang.").Length);
        Assert.Contains("[1] A headline", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_taken_back_are_followed_by_the_reason_and_the_quotation()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync(["ask", "Who?", "--data", folder.Path, "--no-samples"], "", (question, _) => ApiUnderTest.Always(
            new AnswerEvent.TextDelta("The model began. [1]"),
            new AnswerEvent.Restarted("The language model's answer broke off."),
            new AnswerEvent.TextDelta("Quoted. [1]"),
            new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question) with { Text = "Quoted. [1]", Reason = "malformed", Note = "The language model's answer broke off." })));

        var lines = run.Out.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(
            ["The model began. [1]", "(The language model's answer broke off. In the releases' own words instead:)", "Quoted. [1]", "(Quoted from the releases. The language model's answer broke off.)"],
            lines[..4]);
    }

    [Fact]
    public async Task Json_is_printed_alone_and_whole()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync(["ask", "Who?", "--json", "--data", folder.Path, "--no-samples"], "", (question, _) => ApiUnderTest.Always(
            new AnswerEvent.TextDelta("The model began. [1]"),
            new AnswerEvent.Completed(ApiUnderTest.AnswerTo(question))));

        Assert.StartsWith("{", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("}", run.Out.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("The model began", run.Out, StringComparison.Ordinal);
    }
}
