using ReleaseBot.Answers;
using ReleaseBot.Cli;
using ReleaseBot.Index;

namespace ReleaseBot.Evaluation;

public sealed class VerificationFiguresTests
{
    private static readonly VerificationReport _report = new() { Kept = 3, Repaired = 1, Dropped = 1, ModelCalls = 1, FirstSentenceMs = 400, Sentences = [] };

    [Fact]
    public void Sentences_answers_and_reasons_are_summed()
    {
        var figures = VerificationFigures.Of(
        [
            Answer(AnswerMode.Generative, true) with { Verification = _report },
            Answer(AnswerMode.Generative, true) with { Verification = _report with { Kept = 0, ModelCalls = 2, FirstSentenceMs = 800 } },
            Answer(AnswerMode.Generative, false) with { Verification = _report with { Kept = 0, Repaired = 0, Dropped = 0, FirstSentenceMs = null } },
            Answer(AnswerMode.Extractive, true) with { Reason = "timeout" },
            Answer(AnswerMode.Extractive, false),
        ]);

        Assert.Equal((2, 1), (figures.Written, figures.Declined));
        Assert.Equal((3, 2, 2, 4), (figures.Kept, figures.Repaired, figures.Dropped, figures.ModelCalls));
        Assert.Equal(("timeout", 1), (figures.Quoted.Keys.Single(), figures.Quoted.Values.Single()));
        Assert.Equal([400, 800], figures.FirstSentenceMs);
        Assert.Contains(("sentences repaired", "2 (28.6%)"), figures.Rows());
    }

    [Fact]
    public async Task Generative_mode_without_a_model_is_refused_with_the_remedy()
    {
        using var folder = new TemporaryFolder();
        var release = Path.Combine(folder.Path, "one.txt");
        await File.WriteAllTextAsync(release, "A headline\n\n25 January 2024 – The minister spoke. Nobody answered.", TestContext.Current.CancellationToken);
        var questions = Path.Combine(folder.Path, "questions.jsonl");
        await File.WriteAllTextAsync(questions, """{"id": "q1", "question": "Who spoke?", "answers": ["the minister"], "gold": [], "type": "who", "answerable": true}""", TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync("eval", "--releases", release, "--questions", questions, "--mode", "generative", "--data", Path.Combine(folder.Path, "data"));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("Llm:Provider", run.Error, StringComparison.Ordinal);
    }

    private static Answer Answer(AnswerMode mode, bool answered) => EvaluationSamples.Answer(answered, 0.5) with { Mode = mode };
}
