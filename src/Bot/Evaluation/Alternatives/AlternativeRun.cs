using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation.Alternatives;

/// <summary>Asks the questions of a finished run again, in a simpler way.</summary>
/// <param name="evaluation">Builds the bot.</param>
/// <param name="tuning">Our weights.</param>
/// <param name="options">Our settings.</param>
internal sealed class AlternativeRun(EvaluationRun evaluation, Retrieval.Tuning tuning, AnswerOptions options)
{
    /// <summary>Measures <paramref name="alternative"/>; calls <paramref name="asked"/> after each question.</summary>
    /// <param name="alternative">The simpler way.</param>
    /// <param name="ours">Our run: its questions, how follow-ups were resolved, and what it is compared with.</param>
    /// <param name="asked">Called after each question.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(ComparedRun Run, ImmutableArray<QuestionOutcome> Outcomes)> MeasureAsync(
        Alternative alternative,
        IReadOnlyList<Evaluator.Asked> ours,
        Action asked,
        CancellationToken cancellationToken)
    {
        var outcomes = alternative switch
        {
            Alternative.Search search => await SearchAsync(search, ours, asked, cancellationToken),
            Alternative.Reading reading => await ReadAsync(reading, ours, asked, cancellationToken),
            _ => throw new ArgumentException("An alternative is one of the two kinds.", nameof(alternative)),
        };
        var figures = FigureCalculation.Of(outcomes);
        var searchesOnly = alternative is Alternative.Search;
        var run = new ComparedRun(
            alternative.Name,
            alternative.Description,
            figures.PassageHits,
            figures.ReleaseHits,
            figures.PassageMrr,
            searchesOnly ? null : figures,
            FigureDifference.Between(Scores(ours.Select(one => one.Outcome)), Scores(outcomes), searchesOnly));
        return (run, searchesOnly ? [] : [.. outcomes]);
    }

    private static Dictionary<string, QuestionScore> Scores(IEnumerable<QuestionOutcome> outcomes) =>
        outcomes.ToDictionary(outcome => outcome.Question.Id, QuestionScore.Of);

    // Follow-ups are searched with the words that our run borrowed for them: the ranking is what differs.
    private async Task<List<QuestionOutcome>> SearchAsync(
        Alternative.Search search,
        IReadOnlyList<Evaluator.Asked> ours,
        Action asked,
        CancellationToken cancellationToken)
    {
        var retriever = evaluation.CreateRetriever(search.Weights(tuning));
        var outcomes = new List<QuestionOutcome>();
        foreach (var one in ours)
        {
            var found = one.Trace.Findings is null ? [] : search.Rank((await retriever.RetrieveAsync(Request(one, search.Limit), cancellationToken)).Passages);
            outcomes.Add(one.Outcome with
            {
                PassageRank = found.FirstOrDefault(one.Gold.Holds)?.Rank,
                ReleaseRank = Evaluator.ReleaseRank(one.Outcome.Question, found),
            });
            asked();
        }

        return outcomes;
    }

    private RetrievalRequest Request(Evaluator.Asked one, int limit) =>
        new(one.Outcome.Question.Question, SearchFilter.None, one.Outcome.Clock ?? evaluation.Today)
        {
            Clock = one.Outcome.Clock,
            Borrowed = one.Trace.Resolved.Borrowed,
            Limit = limit,
        };

    private async Task<List<QuestionOutcome>> ReadAsync(
        Alternative.Reading reading,
        IReadOnlyList<Evaluator.Asked> ours,
        Action asked,
        CancellationToken cancellationToken)
    {
        var evaluator = evaluation.Create(reading.Weights(tuning), reading.Settings(options));
        var outcomes = new List<QuestionOutcome>();
        await foreach (var one in evaluator.AskAsync([.. ours.Select(one => one.Outcome.Question)], cancellationToken))
        {
            outcomes.Add(one.Outcome);
            asked();
        }

        return outcomes;
    }
}
