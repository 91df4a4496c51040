using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Architecture;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Operations;
using ReleaseBot.Releases;

namespace ReleaseBot.Evaluation;

/// <summary>The gate for quality: the shipped bot, the sample releases, and what it makes of the questions about them.</summary>
[Collection(WithRealModels.Name)]
public sealed class SampleQuestionsTests(RealModels models)
{
    // A few points below what was measured: int8 networks round differently from processor to processor.
    private const double PassageAt5 = 0.80;
    private const double ReleaseAt5 = 0.89;
    private const double ShownRight = 0.57;
    private const double FollowUpsRight = 0.50;
    private const double UnanswerableRefused = 0.15;
    private const double MostAnswerableRefused = 0.14;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_to_the_sample_questions_are_as_good_as_measured()
    {
        using var folder = Operations.TemporaryFolder.Create();
        await using var services = models.Create(folder.Path);
        await IngestAsync(services);
        var questions = EvaluationQuestion.Load(Path.Combine(RepositoryFiles.Root, "tests", "data", "sample-questions.jsonl"));

        await AssertGoldQuotesStandAsync(questions, services.GetRequiredService<IPassageIndex>());

        var tuning = services.GetRequiredService<Retrieval.Tuning>();
        var evaluation = new EvaluationRun(services);
        var outcomes = new List<QuestionOutcome>();
        await foreach (var asked in evaluation.Create(tuning, new AnswerOptions()).AskAsync(questions, Token))
        {
            outcomes.Add(asked.Outcome);
        }

        AssertFloors(evaluation.Sum(outcomes, tuning, new AnswerOptions()));
    }

    private static async Task IngestAsync(IServiceProvider services)
    {
        var reads = services.GetRequiredService<ReleaseReader>().ReadAsync([SampleReleases.Folder], Token);
        var summary = await services.GetRequiredService<Ingester>().IngestAsync(reads, null, null, Token);
        Assert.Equal((48, 0), (summary.New, summary.Failed));
    }

    private static async Task AssertGoldQuotesStandAsync(IReadOnlyList<EvaluationQuestion> questions, IPassageIndex index)
    {
        foreach (var question in questions)
        {
            var found = await GoldEvidence.LocateAsync(question, index, Token);
            Assert.True(found.Quotes.Length == question.Gold.Length, $"{question.Id}: a gold quote does not stand in its release.");
            Assert.Equal(question.Answerable, question.Gold.Length > 0);
        }
    }

    private static void AssertFloors(EvaluationResult result)
    {
        var (all, followUps) = (result.Overall, result.Groups["(follow-up)"]);
        (string Name, double Value, bool Holds)[] figures =
        [
            ("passage hit@5", all.PassageHits[2], all.PassageHits[2] >= PassageAt5),
            ("release hit@5", all.ReleaseHits[2], all.ReleaseHits[2] >= ReleaseAt5),
            ("shown answer right", all.ShownRight, all.ShownRight >= ShownRight),
            ("follow-ups right", followUps.ShownRight, followUps.ShownRight >= FollowUpsRight),
            ("unanswerable refused", all.UnanswerableRefused, all.UnanswerableRefused >= UnanswerableRefused),
            ("answerable refused", all.AnswerableRefused, all.AnswerableRefused <= MostAnswerableRefused),
        ];
        using var table = new StringWriter();
        EvaluationTable.Write(result, table);
        Assert.True(
            figures.All(figure => figure.Holds),
            string.Join("\n", figures.Select(figure => $"{(figure.Holds ? "    " : "BAD ")}{figure.Name}: {figure.Value:F3}")) + "\n" + table);
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
    }
}
