using System.Collections.Immutable;
using System.Diagnostics;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Answers.Types;
using ReleaseBot.Embeddings;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Evidence;

/// <summary>What speaks for an answer.</summary>
/// <param name="Kind">What the question asks for.</param>
/// <param name="Sentences">Best first.</param>
/// <param name="Retrieval">The passages, ranked again by their best sentence, with the limits applied and the time taken.</param>
public sealed record Findings(AnswerKind Kind, ImmutableArray<EvidenceSentence> Sentences, RetrievalResult Retrieval);

/// <summary>The second look: reads the best passages and ranks their sentences, and by them the passages again.</summary>
public sealed class EvidenceFinder(Retriever retriever, SpanReader reader, Bm25Encoder bm25, Tuning tuning, AnswerOptions options)
{
    private readonly LinearModel _model = LinearModel.Read("evidence", tuning.Evidence, SentenceFeatures.Names);

    /// <summary>Passages and sentences for the request.</summary>
    /// <exception cref="Index.IndexException">The index cannot be reached or read.</exception>
    public async Task<Findings> FindAsync(RetrievalRequest request, CancellationToken cancellationToken)
    {
        var found = await retriever.RetrieveAsync(request, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var window = found.Passages[..Math.Min(options.WindowsToRead, found.Passages.Length)];
        var readings = await reader.ReadAsync(request.Question, [.. window.Select(passage => passage.Passage.Text)], cancellationToken);
        var readMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        started = Stopwatch.GetTimestamp();
        var kind = QuestionClassifier.Classify(request.Question);
        var sentences = Rank(request.Question, kind, found, window, readings);
        var elapsed = new Dictionary<string, double>(found.ElapsedMs)
        {
            ["read"] = readMs,
            ["rank"] = Stopwatch.GetElapsedTime(started).TotalMilliseconds,
        };
        return new Findings(kind, sentences, found with { Passages = Reorder(found.Passages, sentences), ElapsedMs = elapsed });
    }

    private ImmutableArray<EvidenceSentence> Rank(
        string question,
        AnswerKind kind,
        RetrievalResult found,
        ImmutableArray<RetrievedPassage> window,
        ImmutableArray<PassageReading> readings)
    {
        var extraction = new SentenceExtraction(question, kind, bm25, found);
        // Windows overlap: a sentence read twice counts once, with the better reading, in the better passage.
        var read = window
            .SelectMany((passage, at) => extraction.Sentences(passage, readings[at]))
            .GroupBy(sentence => (sentence.Passage.Release.Id, sentence.Sentence.Start))
            .Select(same => same.MaxBy(sentence => sentence.ReaderScore)! with
            {
                Passage = same.First().Passage,
                PassageCoverage = same.Max(sentence => sentence.PassageCoverage),
                IsBestOfPassage = same.Any(sentence => sentence.IsBestOfPassage),
            })
            .ToArray();
        if (read.Length == 0)
        {
            return [];
        }

        var matching = new WordMatching(question, read, bm25);
        var bestReader = read.Max(sentence => sentence.ReaderScore);
        return
        [
            .. read
                .Select(sentence =>
                {
                    var features = SentenceFeatures.Of(sentence, matching.Of(sentence), window[0].Score, bestReader, kind);
                    return new EvidenceSentence(sentence.Passage, sentence.Sentence, sentence.Text, sentence.Answer, _model.Score(features.AsSpan()), features);
                })
                .OrderByDescending(sentence => sentence.Score),
        ];
    }

    // Passages that were read come first, by their best sentence; the rest keep their order.
    private static ImmutableArray<RetrievedPassage> Reorder(ImmutableArray<RetrievedPassage> passages, ImmutableArray<EvidenceSentence> sentences)
    {
        var best = passages.ToDictionary(
            passage => passage.Passage.Id,
            passage => sentences
                .Where(sentence => sentence.Passage.Release.Id == passage.Release.Id && passage.Passage.Sentences.Contains(sentence.Sentence))
                .Select(sentence => sentence.Score)
                .DefaultIfEmpty(double.NegativeInfinity)
                .Max());
        var leastRead = best.Values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        return
        [
            .. passages
                .OrderByDescending(passage => best[passage.Passage.Id])
                .ThenBy(passage => passage.Rank)
                .Select((passage, at) => Renumber(passage, at + 1, best[passage.Passage.Id], leastRead - passages[0].Score)),
        ];
    }

    private static RetrievedPassage Renumber(RetrievedPassage passage, int rank, double sentence, double unreadOffset)
    {
        var read = double.IsFinite(sentence);
        var parts = new Dictionary<string, double>(passage.Parts) { ["retrieval"] = passage.Score };
        if (read)
        {
            parts["sentence"] = sentence;
        }

        // A passage that was not read scores below all that were, by what it lacks at the first look.
        return passage with { Rank = rank, Score = read ? sentence : unreadOffset + passage.Score, Parts = parts };
    }
}
