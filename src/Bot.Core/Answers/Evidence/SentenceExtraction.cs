using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Answers.Types;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Evidence;

/// <summary>Takes a read passage apart into its sentences.</summary>
internal sealed partial class SentenceExtraction(string question, AnswerKind kind, Bm25Encoder bm25, RetrievalResult retrieval)
{
    private readonly HashSet<string> _questionWords = Words(question).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly double _mass = Math.Max(retrieval.TokenIdf.Values.Sum(), 1e-6);

    private readonly HashSet<uint> _names =
        [.. Names().Matches(question).SelectMany(name => bm25.EncodeQuery(name.Value).Indices)];

    /// <summary>One reading for each sentence of the passage.</summary>
    public IEnumerable<SentenceReading> Sentences(RetrievedPassage retrieved, PassageReading reading)
    {
        var passage = retrieved.Passage;
        var coverage = Coverage(passage.Text + "\n" + retrieved.Release.Title);
        var missingNames = MissingNames(passage.Text + "\n" + passage.Header);
        var best = reading.Best;
        foreach (var sentence in passage.Sentences)
        {
            var range = Shift(sentence, -passage.Span.Start);
            var text = range.Of(passage.Text);
            var free = reading.BestWithin(range);
            var candidates = Candidates(text);
            var typed = Best(reading, candidates, range.Start);
            var score = SentenceFeatures.IsTyped(kind) ? typed?.Score : free?.Score;
            yield return new SentenceReading
            {
                Passage = retrieved,
                Sentence = sentence,
                Text = text,
                Coverage = Coverage(text),
                PassageCoverage = coverage,
                MissingNames = missingNames,
                HasCandidate = candidates.Length > 0,
                ReaderScore = Math.Max(score ?? SentenceFeatures.LeastReaderScore, SentenceFeatures.LeastReaderScore),
                Answer = Answer(text, range.Start, free, typed?.Candidate) is { } answer ? Shift(answer, sentence.Start) : null,
                IsBestOfPassage = best is { } top && free is { } here && here.Score >= top.Score,
            };
        }
    }

    private ImmutableArray<TextSpan> Candidates(string text) =>
        AnswerCandidates.Find(text, kind).RemoveAll(span => Words(span.Of(text)).All(word => word.Length == 1 && !char.IsDigit(word[0]) || _questionWords.Contains(word)));

    private static TypedSpan? Best(PassageReading reading, ImmutableArray<TextSpan> candidates, int offset)
    {
        TypedSpan? best = null;
        foreach (var candidate in candidates)
        {
            if (reading.BestWithin(Shift(candidate, offset)) is { } span && (best is null || span.Score > best.Score))
            {
                best = new TypedSpan(span.Score, candidate);
            }
        }

        return best;
    }

    // The reader's own words where they overlap the typed ones ("Andrei Lukin and Aigul Kuspan"), else the typed ones; whole words, whole names.
    private TextSpan? Answer(string text, int offset, AnswerSpan? free, TextSpan? typed)
    {
        var own = free is { } span ? Shift(span.Span, -offset) : (TextSpan?)null;
        var answer = typed is { } words && own is { } read
            ? (read.Overlaps(words) && read.Length <= 4 * words.Length ? Union(read, words) : words)
            : typed ?? own;
        return answer is { } found ? AnswerSpans.Widen(text, found, kind) : null;
    }

    private double Coverage(string text)
    {
        var covered = 0.0;
        foreach (var token in bm25.EncodeQuery(text).Indices)
        {
            covered += retrieval.TokenIdf.GetValueOrDefault(token);
        }

        return covered / _mass;
    }

    private double MissingNames(string text)
    {
        if (_names.Count == 0)
        {
            return 0;
        }

        var present = bm25.EncodeQuery(text).Indices;
        return _names.Where(name => present.BinarySearch(name) < 0).Sum(name => retrieval.TokenIdf.GetValueOrDefault(name)) / _mass;
    }

    // A capital inside the question; at its start it tells nothing.
    [GeneratedRegex(@"(?<=\S )\p{Lu}[\p{L}’'-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    private static IEnumerable<string> Words(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                yield return text[start..i];
            }
            else
            {
                i++;
            }
        }
    }

    private static TextSpan Shift(TextSpan span, int by) => new(span.Start + by, span.End + by);

    private static TextSpan Union(TextSpan one, TextSpan other) => new(Math.Min(one.Start, other.Start), Math.Max(one.End, other.End));

    private sealed record TypedSpan(float Score, TextSpan Candidate);
}
