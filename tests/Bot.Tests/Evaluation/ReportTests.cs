using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using ReleaseBot.Evaluation.Report;

namespace ReleaseBot.Evaluation;

public sealed partial class ReportTests
{
    private const string Hostile = "</dd><script>alert(1)</script><img src=\"x\" onerror='y'>& \u0001";

    [Fact]
    public void Hostile_text_stays_text()
    {
        var wrong = ReportOutcomes.Wrong("q1");
        var outcome = wrong with
        {
            Question = wrong.Question with { Id = Hostile, Question = Hostile, Answers = [Hostile], Gold = [new GoldQuote(Hostile, Hostile)], Type = Hostile, Notes = Hostile, After = Hostile },
            Answer = wrong.Answer with { Text = Hostile, StandaloneQuestion = Hostile, Citations = [wrong.Answer.Citations[0] with { Title = Hostile, ReleaseId = Hostile }] },
            Retrieved = [new RetrievedText(Hostile, Hostile, null, Hostile, IsGold: false)],
        };

        var document = new HtmlParser().ParseDocument(Page(Hostile, outcome));

        Assert.Empty(document.QuerySelectorAll("script, img, iframe, link, object, embed, [onerror], [onclick], [src], [href]"));
        var readable = Hostile.Replace('\u0001', '\uFFFD');
        Assert.All(
            new[] { "title", "h1", "summary", "summary code", "summary .tag", "dd b", "dd ul li", "dd ol li", "dd .where" },
            selector => Assert.Contains(readable, document.QuerySelector(selector)!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Document_loads_nothing()
    {
        var page = Page("t", ReportOutcomes.Of("a"), ReportOutcomes.Wrong("b"));

        Assert.DoesNotMatch(Outside(), page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_are_listed_with_what_was_retrieved_said_and_expected_and_successes_are_not()
    {
        var document = new HtmlParser().ParseDocument(Page("t", ReportOutcomes.Of("fine"), ReportOutcomes.Wrong("bad"), ReportOutcomes.Of("silent", answerable: false, right: false, answered: false)));

        var failure = Assert.Single(document.QuerySelectorAll("details"));
        Assert.Equal("bad", failure.QuerySelector("code")!.TextContent);
        var texts = failure.QuerySelectorAll("dd").Select(part => part.TextContent).ToArray();
        Assert.Contains(texts, text => text.Contains("“Ada is it.”", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("✗ does not support", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("2024-05-06", StringComparison.Ordinal) && text.Contains("So it was said.", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_without_failures_says_so() => Assert.Contains("<p>None.</p>", Page("t", ReportOutcomes.Of("a")), StringComparison.Ordinal);

    [Fact]
    public void Baseline_and_alternatives_stand_in_tables()
    {
        var result = ReportOutcomes.Result(ReportOutcomes.Of("a"), ReportOutcomes.Of("b"));
        var compared = new ComparedRun(
            "dense", "similarity alone", [0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8], 0.9, null, FigureDifference.Between(result.Scores, result.Scores, retrievalOnly: true));
        var page = new ReportPage("t", default, result with { Compared = [compared] }, [ReportOutcomes.Of("a")], [("other", [ReportOutcomes.Wrong("a")])], BaselineComparison.Of(result, result));

        var document = new HtmlParser().ParseDocument(page.Document());

        Assert.Contains(document.QuerySelectorAll(".ways tr"), row => row.TextContent.Contains("dense: similarity alone", StringComparison.Ordinal) && row.TextContent.Contains("0.300", StringComparison.Ordinal));
        Assert.Contains(document.QuerySelectorAll("h2"), heading => heading.TextContent == "Against the baseline");
        Assert.Equal(2, document.QuerySelectorAll("polyline").Length);
    }

    [Fact]
    public void Curve_counts_the_wrong_among_the_answered_by_falling_confidence()
    {
        var curve = RiskCoveragePlot.Curve(
        [
            ReportOutcomes.Of("d", forcedRight: false, confidence: 0.2),
            ReportOutcomes.Of("a", confidence: 0.9),
            ReportOutcomes.Of("b", forcedRight: false, confidence: 0.6),
            ReportOutcomes.Of("c", confidence: 0.6),
        ]);

        Assert.Equal([(0.25, 0.0, 0.9), (0.75, 1.0 / 3, 0.6), (1.0, 0.5, 0.2)], curve.Select(point => (point.Coverage, point.Risk, point.Confidence)));
    }

    [Fact]
    public void Latency_of_nothing_and_of_one_slow_answer_is_drawn()
    {
        var none = LatencyPlot.Draw([], ReportOutcomes.Result(ReportOutcomes.Of("a"))).Markup;
        var slow = LatencyPlot.Draw([.. Enumerable.Range(0, 50).Select(at => ReportOutcomes.Of($"{at}", milliseconds: 40 + at)), ReportOutcomes.Of("slow", milliseconds: 60_000)], ReportOutcomes.Result(ReportOutcomes.Of("a"))).Markup;

        Assert.DoesNotContain("NaN", none, StringComparison.Ordinal);
        Assert.Equal(51, BarCount().Matches(slow).Sum(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(BarCount().Count(slow) > 5, "One slow answer squeezed the others together.");
    }

    [Theory]
    [InlineData(false, false, true, false, 1, "answered, though the releases do not say")]
    [InlineData(true, false, false, true, 1, "right answer withheld")]
    [InlineData(true, false, true, false, 9, "release found, its passage not among the first five")]
    [InlineData(true, false, true, false, 2, "passage found, another sentence preferred")]
    public void Cause_is_the_first_step_that_failed(bool answerable, bool right, bool answered, bool forcedRight, int passageRank, string cause)
    {
        var outcome = ReportOutcomes.Of("a", answerable, right, answered, forcedRight, passageRank: passageRank);

        Assert.True(FailureCause.IsFailure(outcome));
        Assert.Equal(cause, FailureCause.Of(outcome));
    }

    [Fact]
    public void Causes_are_counted_commonest_first()
    {
        var lost = ReportOutcomes.Wrong("a") with { ReleaseRank = null, PassageRank = null };

        Assert.Equal(
            [("release not among the first five", 2), ("asked back instead of answering", 1), ("gold sentence shown, accepted words not in it", 1)],
            FailureCause.Count([lost, lost, ReportOutcomes.Of("fine"), lost with { AskedBack = true }, ReportOutcomes.Wrong("c") with { CitationRecall = 0.5 }]));
    }

    private static string Page(string title, params QuestionOutcome[] outcomes) =>
        new ReportPage(title, new DateTimeOffset(2025, 1, 2, 3, 4, 0, TimeSpan.Zero), ReportOutcomes.Result(outcomes), outcomes, [], null).Document();

    [GeneratedRegex("https?:|//[a-z]|@import|url\\(|<script|<link", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();

    [GeneratedRegex("<title>(\\d+) questions in")]
    private static partial Regex BarCount();
}
