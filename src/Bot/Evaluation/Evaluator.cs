using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Index;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation;

/// <summary>Asks every question as a user would, follow-ups in their conversation, and compares with what is accepted.</summary>
public sealed class Evaluator(Answerer answerer, IPassageIndex index, AnswerOptions options)
{
    /// <summary>An outcome with the trace it came from.</summary>
    public sealed record Asked(QuestionOutcome Outcome, AnswerTrace Trace);

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
            var trace = await answerer.TraceAsync(new Question(question.Question, before?.Id, SearchFilter.None, clock), cancellationToken);
            conversations[question.Id] = (trace.Answer.ConversationId, clock);
            yield return new Asked(await CompareAsync(question, trace, cancellationToken), trace);
        }
    }

    private async Task<QuestionOutcome> CompareAsync(EvaluationQuestion question, AnswerTrace trace, CancellationToken cancellationToken)
    {
        var gold = await GoldSpansAsync(question, cancellationToken);
        var passages = trace.Findings?.Retrieval.Passages ?? [];
        var forced = trace.Findings is { Sentences.IsEmpty: false } findings ? AnswerComposer.Compose(findings, options.MostSentences) : null;
        var answer = trace.Answer;
        var span = answer.Spans.FirstOrDefault() ?? "";
        return new QuestionOutcome
        {
            Question = question,
            Answer = answer,
            PassageRank = passages.FirstOrDefault(passage => gold.Any(quote => quote.ReleaseId == passage.Release.Id && passage.Passage.Span.Contains(quote.Span)))?.Rank
                ?? passages.FirstOrDefault(passage => gold.Any(quote => quote.ReleaseId == passage.Release.Id && Half(passage.Passage.Span, quote.Span)))?.Rank,
            ReleaseRank = ReleaseRank(question, passages),
            ShownRight = answer.Answered && Right(question, answer.Text, answer.Citations, gold),
            ForcedRight = forced is not null && Right(question, forced.Text, forced.Citations, gold),
            ExactMatch = question.Answers.Any(accepted => AnswerMatching.Equal(span, accepted)),
            F1 = question.Answers.Select(accepted => AnswerMatching.F1(span, accepted)).DefaultIfEmpty(0).Max(),
            CitationsRight = [.. answer.Citations.Select(citation => Supports(question, citation, gold))],
            CitationRecall = gold.Length == 0 ? 0 : (double)gold.Count(quote => answer.Citations.Any(citation => Overlaps(citation, quote))) / gold.Length,
            Retrieved = [.. passages.Take(3).Select(passage => $"{passage.Release.Id}: {passage.Passage.Text}")],
        };
    }

    private async Task<ImmutableArray<(string ReleaseId, TextSpan Span)>> GoldSpansAsync(EvaluationQuestion question, CancellationToken cancellationToken)
    {
        var spans = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        foreach (var quote in question.Gold)
        {
            var release = await index.GetReleaseAsync(quote.ReleaseId, cancellationToken);
            if (release is not null && AnswerMatching.Locate(release.Text, quote.Quote) is { } span)
            {
                spans.Add((quote.ReleaseId, span));
            }
        }

        return spans.ToImmutable();
    }

    private static int? ReleaseRank(EvaluationQuestion question, ImmutableArray<RetrievedPassage> passages)
    {
        var releases = passages.Select(passage => passage.Release.Id).Distinct().ToList();
        var rank = releases.FindIndex(id => question.Gold.Any(quote => quote.ReleaseId == id));
        return rank < 0 ? null : rank + 1;
    }

    private static bool Right(EvaluationQuestion question, string text, ImmutableArray<Citation> citations, ImmutableArray<(string ReleaseId, TextSpan Span)> gold) =>
        question.Answerable && (question.Answers.Any(accepted => AnswerMatching.Contains(text, accepted)
            && (question.Type != "yes_no"))
            || (question.IsAbstractive && citations.Any(citation => gold.Any(quote => Overlaps(citation, quote)))));

    private static bool Supports(EvaluationQuestion question, Citation citation, ImmutableArray<(string ReleaseId, TextSpan Span)> gold) =>
        gold.Any(quote => Overlaps(citation, quote))
        || (question.Type != "yes_no" && question.Answers.Any(accepted => accepted.Split("; ").Any(item => AnswerMatching.Contains(citation.Quote, item))));

    private static bool Overlaps(Citation citation, (string ReleaseId, TextSpan Span) quote) =>
        citation.ReleaseId == quote.ReleaseId && Half(new TextSpan(citation.Start, citation.End), quote.Span);

    // Two spans are the same evidence when they share half of the shorter one.
    private static bool Half(TextSpan one, TextSpan other) =>
        2 * (Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start)) >= Math.Min(one.Length, other.Length);
}
