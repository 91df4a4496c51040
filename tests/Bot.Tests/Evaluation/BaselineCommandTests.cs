using ReleaseBot.Cli;

namespace ReleaseBot.Evaluation;

/// <summary><c>bot eval</c> from the command line, over two releases.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private const string Line = """{"id": "q1", "question": "Who opened the bridge?", "answers": ["the minister"], "gold": [{"release_id": "a.txt", "quote": "The minister opened it on Monday."}], "type": "who", "answerable": true, "from": "a field of another program"}""";
    private const string FollowUp = """{"id": "q2", "question": "And when was that?", "answers": ["Monday"], "gold": [{"release_id": "a.txt", "quote": "The minister opened it on Monday."}], "type": "when", "answerable": true, "after": "q1", "clock": "2025-01-02"}""";
    private const string Unanswerable = """{"id": "q3", "question": "Who is the mayor of Atlantis?", "answers": [], "gold": [], "type": "who", "answerable": false}""";

    private readonly string _root = Directory.CreateTempSubdirectory("bot-eval-").FullName;

    public BaselineCommandTests()
    {
        Directory.CreateDirectory(In("releases"));
        File.WriteAllText(In("releases/a.txt"), "The bridge is finished\n\nThe minister opened it on Monday. It is long. Nobody was surprised.");
        File.WriteAllText(In("releases/b.md"), "# The barrier is late\n\nIt will be finished in 2028. The mud is to blame. It cost more than expected.");
        File.WriteAllLines(In("questions.jsonl"), [Line, FollowUp, "", Unanswerable]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Result_is_the_next_runs_baseline_and_the_report_is_written()
    {
        var first = await EvalAsync("--result", In("first.json"));
        var second = await EvalAsync("--baseline", In("first.json"), "--compare", "dense,rrf,first-passage", "--report", In("out.html"), "--failures");

        Assert.Equal((0, 0, "Asking: 3 of 3"), (first.ExitCode, second.ExitCode, first.Error.Trim()));
        Assert.Contains("| all | 2+1 |", first.Out, StringComparison.Ordinal);
        Assert.Contains("over 3 questions that both asked", second.Out, StringComparison.Ordinal);
        Assert.Contains("| rrf: reciprocal rank fusion of the two (k = 60) | ", second.Out, StringComparison.Ordinal);
        Assert.Contains("| first-passage | shown right | 2 |", second.Out, StringComparison.Ordinal);
        Assert.Contains("Asking: 3 of 3", second.Error, StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(In("out.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["q1", "q2", "q3"], EvaluationResultFile.Load(In("first.json")).Scores.Keys);
    }

    [Fact]
    public async Task Lines_of_progress_give_way_to_a_bar_where_a_person_watches()
    {
        var run = await CliRun.UntilAsync(Args(), string.Empty, null, interactive: true, TestContext.Current.CancellationToken);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("| all | 2+1 |", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Asking: 3 of 3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interruption_ends_with_130_and_writes_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var run = await CliRun.UntilAsync(Args("--result", In("r.json")), string.Empty, null, interactive: false, stop.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.False(File.Exists(In("r.json")));
    }

    [Theory]
    [InlineData("--questions", "none.jsonl", "there is no file")]
    [InlineData("--releases", "nowhere", "there is no file or folder")]
    [InlineData("--baseline", "none.json", "there is no file")]
    [InlineData("--baseline", "questions.jsonl", "bot eval --result")]
    [InlineData("--report", "nowhere/out.html", "Make it first")]
    [InlineData("--result", "releases", "Name a file")]
    [InlineData("--tune", "nowhere/t.json", "Make it first")]
    public async Task File_that_cannot_be_used_is_named_before_anything_is_done(string option, string name, string words)
    {
        string[] rest = option is "--questions" or "--releases" ? [] : [option, In(name)];
        string[] args =
        [
            "eval", "--data", In("data"), "--releases", option == "--releases" ? In(name) : In("releases"),
            "--questions", option == "--questions" ? In(name) : In("questions.jsonl"), .. rest,
        ];

        var run = await CliRun.OfAsync(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("data")));
    }

    [Theory]
    [InlineData("{", "line 2")]
    [InlineData("null", "line 2")]
    [InlineData("""{"id": "x", "question": "?"}""", "answers")]
    [InlineData("""{"id": "x", "question": "?", "answers": null, "gold": [], "type": "who", "answerable": false}""", "answers")]
    [InlineData("""{"id": "x", "question": "", "answers": [], "gold": [], "type": "who", "answerable": false}""", "has no words")]
    [InlineData("""{"id": "x", "question": "Who?", "answers": [], "gold": [], "type": "who", "answerable": true}""", "needs an accepted answer or a gold quote")]
    [InlineData("""{"id": "x", "question": "Who?", "answers": [], "gold": [], "type": "who", "answerable": false, "after": "later"}""", "does not stand before it")]
    [InlineData(Line, "stands twice")]
    public async Task Bad_line_is_named_before_anything_is_done(string line, string words)
    {
        await File.WriteAllLinesAsync(In("questions.jsonl"), [Line, line], TestContext.Current.CancellationToken);

        var run = await EvalAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("questions.jsonl, line 2", run.Error, StringComparison.Ordinal);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_of_other_questions_is_refused()
    {
        await EvalAsync("--result", In("first.json"));
        await File.WriteAllTextAsync(In("questions.jsonl"), Unanswerable.Replace("q3", "other", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var run = await EvalAsync("--baseline", In("first.json"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none of these questions", run.Error, StringComparison.Ordinal);
    }

    private Task<CliRun> EvalAsync(params string[] more) => CliRun.OfAsync(Args(more));

    private string[] Args(params string[] more) => ["eval", "--releases", In("releases"), "--questions", In("questions.jsonl"), .. more];

    private string In(string name) => Path.Combine(_root, name);
}
