namespace ReleaseBot.Evaluation;

public sealed class BaselineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-baseline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Result_that_was_written_is_read_as_it_was()
    {
        var result = ReportOutcomes.Result(
            ReportOutcomes.Of("a"), ReportOutcomes.Of("b", right: false, answered: false), ReportOutcomes.Of("c", answerable: false, right: false));

        var read = EvaluationResultFile.Load(Write(EvaluationResultFile.Json(result)));

        Assert.Equal(result.Scores, read.Scores);
        Assert.Equal(result.Settings, read.Settings);
        Assert.Equal(0.5, read.Overall.ShownRight);
        Assert.Equal(new QuestionScore(true, false, true, true, true, Refused: true), read.Scores["b"]);
    }

    [Fact]
    public void Result_keeps_each_question_on_a_line()
    {
        var lines = EvaluationResultFile.Json(ReportOutcomes.Result(ReportOutcomes.Of("a"), ReportOutcomes.Of("b"))).Split('\n');

        Assert.Single(lines, line => line.Trim().StartsWith("\"a\": {", StringComparison.Ordinal) && line.Contains("\"refused\":false}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"questions\": 3 }")]
    public void File_that_is_no_result_is_refused_with_a_remedy(string text)
    {
        var failure = Assert.Throws<FormatException>(() => EvaluationResultFile.Load(Write(text)));

        Assert.Contains("bot eval --result", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_whose_scores_are_numbers_is_refused_with_a_remedy()
    {
        var current = EvaluationResultFile.Json(ReportOutcomes.Result(ReportOutcomes.Of("a")));
        var start = current.IndexOf("\"a\": {", StringComparison.Ordinal);
        var earlier = current.Replace(current[start..(current.IndexOf('}', start) + 1)], "\"a\": 1", StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => EvaluationResultFile.Load(Write(earlier)));
    }

    [Fact]
    public void Only_shared_questions_are_compared()
    {
        var ours = ReportOutcomes.Result(ReportOutcomes.Of("a"), ReportOutcomes.Of("b"), ReportOutcomes.Wrong("new"));
        var earlier = ReportOutcomes.Result(ReportOutcomes.Of("a"), ReportOutcomes.Wrong("b"), ReportOutcomes.Wrong("old"), ReportOutcomes.Wrong("older"));

        var comparison = BaselineComparison.Of(ours, earlier);

        Assert.Equal((2, 1, 2), (comparison.Shared, comparison.OnlyOurs, comparison.OnlyTheirs));
        var shown = Assert.Single(comparison.Differences, difference => difference.Figure == "shown right");
        Assert.Equal((2, 1.0, 0.5, 0.5), (shown.Questions, shown.Ours, shown.Theirs, shown.Difference));
    }

    [Fact]
    public void Verdict_is_worse_when_more_answerable_questions_are_refused()
    {
        var ours = Scores(40, refused: true);
        var theirs = Scores(40, refused: false);

        var refused = Assert.Single(FigureDifference.Between(ours, theirs), difference => difference.Figure == "answerable refused");

        Assert.Equal((1.0, -1), (refused.Difference, refused.Verdict));
    }

    [Fact]
    public void Verdict_is_open_when_one_question_of_forty_differs()
    {
        var ours = Scores(40, refused: false);
        var theirs = new Dictionary<string, QuestionScore>(ours) { ["q0"] = ours["q0"] with { ShownRight = false } };

        var shown = Assert.Single(FigureDifference.Between(ours, theirs), difference => difference.Figure == "shown right");

        Assert.Equal((0.025, 0), (Math.Round(shown.Difference, 6), shown.Verdict));
    }

    [Fact]
    public void Unanswerable_questions_count_for_refusals_only()
    {
        var ours = ReportOutcomes.Result(ReportOutcomes.Of("a"), ReportOutcomes.Of("u", answerable: false, right: false, answered: false, passageRank: null)).Scores;

        var differences = FigureDifference.Between(ours, ours);

        Assert.All(differences, difference => Assert.Equal(1, difference.Questions));
        Assert.Equal(1, differences.Single(difference => difference.Figure == "unanswerable refused").Ours);
        Assert.Equal(1, differences.Single(difference => difference.Figure == "passage hit@5").Ours);
    }

    [Fact]
    public void Way_that_only_searches_is_compared_by_what_it_finds() => Assert.Equal(
        ["passage hit@5", "release hit@5"],
        FigureDifference.Between(Scores(3, refused: false), Scores(3, refused: false), retrievalOnly: true).Select(difference => difference.Figure));

    private static Dictionary<string, QuestionScore> Scores(int count, bool refused) => Enumerable.Range(0, count)
        .ToDictionary(at => $"q{at}", _ => new QuestionScore(Answerable: true, !refused, true, true, true, refused));

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "result.json");
        File.WriteAllText(path, text);
        return path;
    }
}
