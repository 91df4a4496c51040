using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Index;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation;

/// <summary>Where the sentences that answer a question stand in the canonical texts.</summary>
/// <param name="Quotes">Release and span of each.</param>
public sealed record GoldEvidence(ImmutableArray<(string ReleaseId, TextSpan Span)> Quotes)
{
    /// <summary>Finds the gold quotes of <paramref name="question"/> in the index; those that do not stand there are left out.</summary>
    public static async Task<GoldEvidence> LocateAsync(EvaluationQuestion question, IPassageIndex index, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(index);
        var spans = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        foreach (var quote in question.Gold)
        {
            var release = await index.GetReleaseAsync(quote.ReleaseId, cancellationToken);
            if (release is not null && AnswerMatching.Locate(release.Text, quote.Quote) is { } span)
            {
                spans.Add((quote.ReleaseId, span));
            }
        }

        return new GoldEvidence(spans.ToImmutable());
    }

    /// <summary>Whether the passage holds a whole gold quote.</summary>
    public bool Holds(RetrievedPassage passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return Quotes.Any(quote => quote.ReleaseId == passage.Release.Id && passage.Passage.Span.Contains(quote.Span));
    }

    /// <summary>Whether the citation's quote is a gold one.</summary>
    public bool Supports(Citation citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        return Quotes.Any(quote => Overlaps(citation, quote));
    }

    /// <summary>Whether the citation is of this gold quote.</summary>
    public static bool Overlaps(Citation citation, (string ReleaseId, TextSpan Span) quote)
    {
        ArgumentNullException.ThrowIfNull(citation);
        return citation.ReleaseId == quote.ReleaseId && Half(new TextSpan(citation.Start, citation.End), quote.Span);
    }

    /// <summary>Whether showing the sentence would answer the question: it is a gold quote, or holds an accepted answer in a gold release.</summary>
    public bool Answers(EvaluationQuestion question, EvidenceSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(sentence);
        return Quotes.Any(quote => quote.ReleaseId == sentence.Passage.Release.Id
            && (Half(sentence.Sentence, quote.Span)
                || (question.Type != "yes_no" && question.Answers.Any(accepted => AnswerMatching.Contains(sentence.Text, accepted)))));
    }

    // Two spans are the same evidence when they share half of the shorter one.
    private static bool Half(TextSpan one, TextSpan other) =>
        2 * (Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start)) >= Math.Min(one.Length, other.Length);
}
