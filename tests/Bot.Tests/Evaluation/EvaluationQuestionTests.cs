using ReleaseBot.Cli;
using ReleaseBot.Index;

namespace ReleaseBot.Evaluation;

public sealed class EvaluationQuestionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "questions.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Questions_are_read_in_order_and_blank_lines_skipped()
    {
        Write(Line("q1"), "", "  ", Line("q2", after: "q1", clock: "2024-05-01", notes: "follow-up; abstractive"));

        var questions = EvaluationQuestion.Load(File);

        Assert.Equal(["q1", "q2"], questions.Select(question => question.Id));
        Assert.Equal(("Who?", "who", true, null), (questions[0].Question, questions[0].Type, questions[0].Answerable, questions[0].After));
        Assert.Equal(["Ada Berg"], questions[0].Answers);
        Assert.Equal(new GoldQuote("r1", "Ada Berg spoke."), Assert.Single(questions[0].Gold));
        Assert.Equal(("q1", new DateOnly(2024, 5, 1)), (questions[1].After, questions[1].Clock));
        Assert.True(questions[1] is { IsAbstractive: true, IsDateAware: true });
        Assert.False(questions[0].IsAbstractive || questions[0].IsDateAware);
    }

    [Theory]
    [InlineData("{", "line 2")]
    [InlineData("null", "line 2")]
    [InlineData("[]", "line 2")]
    [InlineData("""{"id": "q2"}""", "question")]
    [InlineData("""{"id": "q2", "question": "Who?", "answers": ["x"], "gold": [], "answerable": true}""", "type")]
    [InlineData("""{"id": "q2", "question": "Who?", "answers": ["x"], "type": "who", "answerable": true}""", "gold")]
    [InlineData("""{"id": "q2", "question": "Who?", "answers": "x", "gold": [], "type": "who", "answerable": true}""", "$.answers")]
    [InlineData("""{"id": "q2", "question": "Who?", "answers": null, "gold": [], "type": "who", "answerable": true}""", "answers")]
    [InlineData("""{"id": "q2", "question": " ", "answers": ["x"], "gold": [], "type": "who", "answerable": true}""", "no words")]
    [InlineData("""{"id": "q2", "question": "Who?", "answers": [], "gold": [], "type": "who", "answerable": true}""", "accepted answer or a gold quote")]
    [InlineData("""{"id": "q1", "question": "Who?", "answers": ["x"], "gold": [], "type": "who", "answerable": true}""", "ids must differ")]
    public void Line_that_is_no_question_is_named(string line, string reason)
    {
        Write(Line("q1"), line);

        var e = Assert.Throws<FormatException>(() => EvaluationQuestion.Load(File));
        Assert.Contains($"{File}, line 2", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Question_that_follows_up_none_before_it_is_named()
    {
        foreach (var lines in new[] { new[] { Line("q1", after: "q9") }, [Line("q1", after: "q2"), Line("q2")], [Line("q1", after: "q1")] })
        {
            Write(lines);
            Assert.Contains("Question q1 follows up", Assert.Throws<FormatException>(() => EvaluationQuestion.Load(File)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void File_without_a_question_is_refused()
    {
        Write("", " ");

        Assert.Contains(File, Assert.Throws<FormatException>(() => EvaluationQuestion.Load(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_tells_a_bad_question_file_in_words()
    {
        Write("{");

        var run = await CliRun.OfAsync("eval", "--questions", File, "--releases", _folder.Path, "--data", Path.Combine(_folder.Path, "data"));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.StartsWith($"{File}, line 1: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private void Write(params string[] lines) => System.IO.File.WriteAllLines(File, lines);

    private static string Line(string id, string? after = null, string? clock = null, string notes = "") => $$"""
        {"id": "{{id}}", "question": "Who?", "answers": ["Ada Berg"], "gold": [{"release_id": "r1", "quote": "Ada Berg spoke."}], "type": "who", "answerable": true,
        """ + $" \"after\": {Json(after)}, \"clock\": {Json(clock)}, \"notes\": \"{notes}\"}}";

    private static string Json(string? value) => value is null ? "null" : $"\"{value}\"";
}
