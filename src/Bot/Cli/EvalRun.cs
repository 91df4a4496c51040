using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Evaluation;
using ReleaseBot.Evaluation.Alternatives;
using ReleaseBot.Evaluation.Report;

namespace ReleaseBot.Cli;

/// <summary>Asks the questions, ours and the alternatives', and shows how far it is.</summary>
internal sealed class EvalRun(Terminal terminal, EvaluationRun evaluation, Retrieval.Tuning tuning, AnswerOptions options)
{
    /// <summary>What a run found.</summary>
    /// <param name="Result">The figures.</param>
    /// <param name="Outcomes">Ours, a question each.</param>
    /// <param name="Alternatives">Outcomes of the alternatives that answer, by name.</param>
    /// <param name="Baseline">How we stand to the earlier result; null without one.</param>
    public sealed record Measured(
        EvaluationResult Result,
        IReadOnlyList<QuestionOutcome> Outcomes,
        ImmutableArray<(string Name, ImmutableArray<QuestionOutcome> Outcomes)> Alternatives,
        BaselineComparison? Baseline)
    {
        /// <summary>The report.</summary>
        public ReportPage Page(string title, DateTimeOffset written) => new(title, written, Result, Outcomes, Alternatives, Baseline);
    }

    /// <summary>Asks everything that <paramref name="files"/> names.</summary>
    public async Task<Measured> MeasureAsync(EvalFiles files, CancellationToken cancellationToken)
    {
        var asked = await EvalProgress.ShowAsync(terminal, "Asking", files.Questions.Count, step => AskAsync(files.Questions, step, cancellationToken));
        var alternatives = new AlternativeRun(evaluation, tuning, options);
        var compared = ImmutableArray.CreateBuilder<ComparedRun>();
        var outcomes = ImmutableArray.CreateBuilder<(string, ImmutableArray<QuestionOutcome>)>();
        foreach (var alternative in files.Alternatives)
        {
            var (figures, answers) = await EvalProgress.ShowAsync(
                terminal, $"Comparing with {alternative.Name}", asked.Count, step => alternatives.MeasureAsync(alternative, asked, step, cancellationToken));
            compared.Add(figures);
            if (!answers.IsEmpty)
            {
                outcomes.Add((alternative.Name, answers));
            }
        }

        var ours = asked.ConvertAll(one => one.Outcome);
        var result = evaluation.Sum(ours, tuning, options) with { Compared = compared.ToImmutable() };
        return new Measured(result, ours, outcomes.ToImmutable(), files.Baseline is null ? null : BaselineComparison.Of(result, files.Baseline));
    }

    private async Task<List<Evaluator.Asked>> AskAsync(IReadOnlyList<EvaluationQuestion> questions, Action step, CancellationToken cancellationToken)
    {
        var asked = new List<Evaluator.Asked>();
        await foreach (var one in evaluation.Create(tuning, options).AskAsync(questions, cancellationToken))
        {
            asked.Add(one);
            step();
        }

        return asked;
    }
}
