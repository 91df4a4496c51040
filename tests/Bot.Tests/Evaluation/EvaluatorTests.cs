using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;

namespace ReleaseBot.Evaluation;

[Collection(WithRealModels.Name)]
public sealed class EvaluatorTests(AnsweringBot bot) : IClassFixture<AnsweringBot>
{
    [Fact]
    public async Task Right_answer_scores_in_every_figure()
    {
        var outcome = Assert.Single(await AskAsync(EvaluationSamples.Question("q1", type: "how_many") with
        {
            Question = "How many passengers does the ferry carry?",
            Answers = ["240 passengers", "240"],
            Gold = [new(SmallReleases.Ferry, "It carries 240 passengers.")],
        })).Outcome;

        Assert.True(outcome.Answer.Answered);
        Assert.Equal((1, 1), (outcome.PassageRank, outcome.ReleaseRank));
        Assert.True(outcome is { ShownRight: true, ForcedRight: true, ExactMatch: true, F1: 1, CitationRecall: 1 });
        Assert.True(outcome.CitationsRight[0]);
    }

    [Fact]
    public async Task Other_accepted_answer_and_unknown_gold_score_nothing()
    {
        var question = Visit("q1") with { Answers = ["Ida Holm"], Gold = [new(SmallReleases.Ferry, "The ferry was named after the captain Ida Holm.")] };

        var outcome = Assert.Single(await AskAsync(question)).Outcome;

        Assert.False(outcome.ShownRight || outcome.ExactMatch);
        Assert.Equal((0, 0), (outcome.F1, outcome.CitationRecall));
        Assert.All(outcome.CitationsRight, Assert.False);
        Assert.NotEqual(1, outcome.PassageRank);
    }

    [Fact]
    public async Task Answer_to_an_unanswerable_question_is_never_right()
    {
        var outcome = Assert.Single(await AskAsync(Visit("q1") with { Answerable = false })).Outcome;

        Assert.True(outcome.Answer.Answered);
        Assert.False(outcome.ShownRight || outcome.ForcedRight);
    }

    [Fact]
    public async Task Follow_up_is_asked_in_its_conversation_and_others_are_not()
    {
        var asked = await AskAsync(
            Visit("q1"),
            EvaluationSamples.Question("q2", type: "when", after: "q1") with { Question = "And when was that?", Answers = ["25 January 2024"] },
            Visit("q3"));

        Assert.Equal(asked[0].Outcome.Answer.ConversationId, asked[1].Outcome.Answer.ConversationId);
        Assert.NotEqual(asked[0].Outcome.Answer.ConversationId, asked[2].Outcome.Answer.ConversationId);
        Assert.True(asked[1].Trace.Resolved.IsFollowUp);
        Assert.True(asked[1].Outcome.ShownRight);
    }

    [Fact]
    public async Task Follow_up_inherits_the_clock()
    {
        var fee = EvaluationSamples.Question("q1", type: "how_much") with { Question = "How much is the mooring fee in the port of Tarnvik?", Answers = ["EUR 12"] };
        var since = EvaluationSamples.Question("q2", type: "when", after: "q1") with { Question = "And from when does it apply?", Answers = ["1 April 2023"] };
        var clock = new DateOnly(2023, 12, 31);

        var asked = await AskAsync(fee with { Clock = clock }, since);

        Assert.True(asked[0].Outcome.ShownRight);
        Assert.True(asked[1].Outcome.ShownRight);
        Assert.All(asked.SelectMany(one => one.Trace.Findings!.Retrieval.Passages), passage => Assert.True(passage.Release.Date <= clock));
    }

    [Fact]
    public async Task Abstractive_question_is_right_by_its_citation_alone()
    {
        var yes = Visit("q1") with { Type = "yes_no", Answers = ["Yes"] };
        var elsewhere = yes with { Gold = [new(AnsweringBot.Visit, "PR Officer")] };

        Assert.True((await AskAsync(yes))[0].Outcome.ShownRight);
        Assert.False((await AskAsync(elsewhere))[0].Outcome.ShownRight);
    }

    [Fact]
    public async Task Sum_has_a_group_for_each_type_and_kind_of_question()
    {
        var asked = await AskAsync(
            Visit("q1"),
            EvaluationSamples.Question("q2", type: "when", after: "q1", notes: "date-aware") with { Question = "And when was that?", Answers = ["25 January 2024"] });
        var result = new EvaluationRun(bot.Services).Sum([.. asked.Select(one => one.Outcome)], bot.Services.GetRequiredService<Retrieval.Tuning>(), new AnswerOptions());

        Assert.Equal(["(date-aware)", "(follow-up)", "(standalone)", "when", "who"], result.Groups.Keys);
        Assert.Equal(2, result.Questions);
        Assert.Equal(["q1", "q2"], result.Scores.Keys);
        Assert.Equal(new QuestionScore(Answerable: true, ShownRight: true, ForcedRight: true, PassageHit5: true, ReleaseHit5: true, Refused: false), result.Scores["q1"]);
        Assert.True(result.Milliseconds["total"][1] >= result.Milliseconds["total"][0]);
        using var table = new StringWriter();
        EvaluationTable.Write(result, table);
        var widths = table.ToString().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) || line.StartsWith("|-", StringComparison.Ordinal))
            .Take(7).Select(line => line.Count(c => c == '|')).Distinct();
        Assert.Single(widths);
    }

    private static EvaluationQuestion Visit(string id) => EvaluationSamples.Question(id) with
    {
        Question = "Who headed the delegation of Kazakh parliamentarians?",
        Answers = ["Andrei Lukin and Aigul Kuspan"],
        Gold =
        [
            new(AnsweringBot.Visit, "The delegation was headed by Chairs of the Committees on International Relations, Defence and Security of the Senate and Mazhilis "
                + "Andrei Lukin and Aigul Kuspan."),
        ],
    };

    private async Task<List<Evaluator.Asked>> AskAsync(params EvaluationQuestion[] questions)
    {
        var tuning = bot.Services.GetRequiredService<Retrieval.Tuning>();
        var asked = new List<Evaluator.Asked>();
        await foreach (var one in new EvaluationRun(bot.Services).Create(tuning, new AnswerOptions()).AskAsync(questions, TestContext.Current.CancellationToken))
        {
            asked.Add(one);
        }

        return asked;
    }
}
