using System.Collections.Immutable;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Reader;

/// <summary>A possible answer.</summary>
/// <param name="Span">Its characters in the passage's text.</param>
/// <param name="SpanScore">Start logit of its first token plus end logit of its last.</param>
/// <param name="Score">
/// <paramref name="SpanScore"/> less the reading's null score; positive means "answered here", but the scale is not calibrated.
/// </param>
/// <param name="FirstToken">Its first token, as an index into <see cref="PassageReading.Tokens"/>.</param>
/// <param name="LastToken">Its last token, inclusive.</param>
public readonly record struct AnswerSpan(TextSpan Span, float SpanScore, float Score, int FirstToken, int LastToken);

/// <summary>What the reader makes of one passage for one question.</summary>
public sealed record PassageReading
{
    /// <summary>Longest answer, in tokens (from the reader's model card).</summary>
    public const int LongestAnswer = 30;

    /// <summary>The characters of each token, in the passage's text.</summary>
    public required ImmutableArray<TextSpan> Tokens { get; init; }

    /// <summary>For each token, the logit of an answer beginning there.</summary>
    public required ImmutableArray<float> Start { get; init; }

    /// <summary>For each token, the logit of an answer ending there.</summary>
    public required ImmutableArray<float> End { get; init; }

    /// <summary>Start plus end logit of "no answer here".</summary>
    public required float NullScore { get; init; }

    /// <summary>Whether the passage was too long and its end was not read.</summary>
    public required bool Truncated { get; init; }

    /// <summary>The span with the highest score; null for a passage without tokens.</summary>
    public AnswerSpan? Best => BestAmong(0, Tokens.Length);

    /// <summary>The best span that lies wholly within <paramref name="range"/> of the passage's text (a sentence, say); null when no token does.</summary>
    public AnswerSpan? BestWithin(TextSpan range)
    {
        var first = 0;
        while (first < Tokens.Length && Tokens[first].Start < range.Start)
        {
            first++;
        }

        var end = first;
        while (end < Tokens.Length && Tokens[end].End <= range.End)
        {
            end++;
        }

        return BestAmong(first, end);
    }

    /// <summary>Up to <paramref name="count"/> spans that share no token, best first, each the best of what the earlier ones leave.</summary>
    public ImmutableArray<AnswerSpan> Top(int count)
    {
        var found = ImmutableArray.CreateBuilder<AnswerSpan>();
        while (found.Count < count && BestBetween(found) is { } next)
        {
            found.Add(next);
        }

        return found.ToImmutable();
    }

    private AnswerSpan? BestBetween(IReadOnlyCollection<AnswerSpan> taken)
    {
        AnswerSpan? best = null;
        var first = 0;
        foreach (var (gapEnd, next) in taken.OrderBy(span => span.FirstToken).Select(span => (span.FirstToken, span.LastToken + 1)).Append((Tokens.Length, 0)))
        {
            best = Better(best, BestAmong(first, gapEnd));
            first = next;
        }

        return best;
    }

    private static AnswerSpan? Better(AnswerSpan? one, AnswerSpan? other) =>
        one is null || other?.SpanScore > one.Value.SpanScore ? other : one;

    /// <summary>The best span of the tokens from <paramref name="from"/> to before <paramref name="to"/>; of equals the first.</summary>
    private AnswerSpan? BestAmong(int from, int to)
    {
        var (first, last, score) = (-1, -1, float.NegativeInfinity);
        for (var i = from; i < to; i++)
        {
            for (var j = i; j < Math.Min(i + LongestAnswer, to); j++)
            {
                if (Start[i] + End[j] > score)
                {
                    (first, last, score) = (i, j, Start[i] + End[j]);
                }
            }
        }

        return first < 0
            ? null
            : new AnswerSpan(new TextSpan(Tokens[first].Start, Tokens[last].End), score, score - NullScore, first, last);
    }
}
