namespace ReleaseBot.Evaluation;

public sealed class QualityFloorsTests
{
    private static readonly EvaluationResult _half = ReportOutcomes.Result(
        ReportOutcomes.Of("a"), ReportOutcomes.Wrong("b"), ReportOutcomes.Of("c", answerable: false, right: false, answered: false));

    [Fact]
    public void A_figure_at_its_floor_holds_and_one_below_does_not()
    {
        var checks = new QualityFloors { ShownRight = 0.5, PassageHit5 = 1, CitationPrecision = 0.51 }.Check(_half);

        Assert.Equal(
            [("passage hit@5", 1.0, true), ("shown answer right", 0.5, true), ("citation precision", 0.5, false)],
            checks.Select(check => (check.Figure, check.Reached, check.Holds)));
    }

    [Fact]
    public void Refusing_more_answerable_questions_than_allowed_does_not_hold()
    {
        var refusing = ReportOutcomes.Result(ReportOutcomes.Of("a"), ReportOutcomes.Of("b", right: false, answered: false));

        Assert.False(Assert.Single(new QualityFloors { MostAnswerableRefused = 0.4 }.Check(refusing)).Holds);
        Assert.True(Assert.Single(new QualityFloors { MostAnswerableRefused = 0.5 }.Check(refusing)).Holds);
    }

    [Fact]
    public void A_figure_of_no_question_does_not_hold() => Assert.False(Assert.Single(new QualityFloors { FollowUpsRight = 0.1 }.Check(_half)).Holds);

    [Theory]
    [InlineData("""{"shownRigth": 0.5}""", "shownRigth")]
    [InlineData("""{"shownRight": "much"}""", "shownRight")]
    [InlineData("null", "empty")]
    public async Task A_file_that_names_no_figure_is_refused_with_what_it_may_name(string text, string told)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        try
        {
            Assert.Contains(told, Assert.Throws<FormatException>(() => QualityFloors.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
