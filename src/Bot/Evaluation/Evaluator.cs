using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Answers.Generation;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation;

/// <summary>Asks every question as a user would, follow-ups in their conversation, and compares with what is accepted.</summary>
public sealed class Evaluator(Answerer answerer, IPassageIndex index, AnswerOptions options, Generator? generator = null)
{
    // As many as hit@5 looks at.
    private const int ShownPassages = 5;

    /// <summary>An outcome with the trace it came from.</summary>
    public sealed record Asked(QuestionOutcome Outcome, AnswerTrace Trace, GoldEvidence Gold);

    /// <summary>Outcomes in the order of <paramref name="questions"/>; a question stands after the one it follows up.</summary>
    public async IAsyncEnumerable<Asked> AskAsync(
        IReadOnlyList<EvaluationQuestion> questions,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var conversations = new Dictionary<string, (string Id, DateOnly? Clock)>();
        foreach (var question in questions)
        {
            (string Id, DateOnly? Clock)? before = question.After is { } after && conversations.TryGetValue(after, out var open) ? open : null;
            var clock = question.Clock ?? before?.Clock;
            await (generator?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
            var trace = await answerer.TraceAsync(new Question(question.Question, before?.Id, SearchFilter.None, clock), cancellationToken);
            conversations[question.Id] = (trace.Answer.ConversationId, clock);
            var gold = await GoldEvidence.LocateAsync(question, index, cancellationToken);
            yield return new Asked(Compare(question, clock, trace, gold), trace, gold);
        }
    }

    private QuestionOutcome Compare(EvaluationQuestion question, DateOnly? clock, AnswerTrace trace, GoldEvidence gold)
    {
        var passages = trace.Findings?.Retrieval.Passages ?? [];
        var forced = trace.Findings is { Sentences.IsEmpty: false } findings ? AnswerComposer.Compose(findings, options.MostSentences) : null;
        var answer = trace.Answer;
        var span = answer.Spans.FirstOrDefault() ?? "";
        return new QuestionOutcome
        {
            Question = question,
            Answer = answer,
            PassageRank = passages.FirstOrDefault(gold.Holds)?.Rank,
            ReleaseRank = ReleaseRank(question, passages),
            ShownRight = answer.Answered && Right(question, answer.Text, answer.Citations, gold),
            ForcedRight = forced is not null && Right(question, forced.Text, forced.Citations, gold),
            ExactMatch = question.Answers.Any(accepted => AnswerMatching.Equal(span, accepted)),
            F1 = question.Answers.Select(accepted => AnswerMatching.F1(span, accepted)).DefaultIfEmpty(0).Max(),
            CitationsRight = [.. answer.Citations.Select(citation => Supports(question, citation, gold))],
            CitationRecall = gold.Quotes.IsEmpty ? 0
                : (double)gold.Quotes.Count(quote => answer.Citations.Any(citation => GoldEvidence.Overlaps(citation, quote))) / gold.Quotes.Length,
            Retrieved =
            [
                .. passages.Take(ShownPassages).Select(passage =>
                    new RetrievedText(passage.Release.Id, passage.Release.Title, passage.Release.Date, passage.Passage.Text, gold.Holds(passage))),
            ],
            ForcedText = forced?.Text ?? "",
            AskedBack = trace.Resolved.NeedsContext,
            Clock = clock,
        };
    }

    /// <summary>Rank, from 1, of the first gold release among the distinct releases of <paramref name="passages"/>; null when there is none.</summary>
    internal static int? ReleaseRank(EvaluationQuestion question, ImmutableArray<RetrievedPassage> passages)
    {
        var releases = passages.Select(passage => passage.Release.Id).Distinct().ToList();
        var rank = releases.FindIndex(id => question.Gold.Any(quote => quote.ReleaseId == id));
        return rank < 0 ? null : rank + 1;
    }

    private static bool Right(EvaluationQuestion question, string text, ImmutableArray<Citation> citations, GoldEvidence gold) =>
        question.Answerable && ((question.Type != "yes_no" && question.Answers.Any(accepted => AnswerMatching.Contains(text, accepted)))
            || (question.IsAbstractive && citations.Any(gold.Supports)));

    private static bool Supports(EvaluationQuestion question, Citation citation, GoldEvidence gold) =>
        gold.Supports(citation)
        || (question.Type != "yes_no" && question.Answers.Any(accepted => accepted.Split("; ").Any(item => AnswerMatching.Contains(citation.Quote, item))));
}
