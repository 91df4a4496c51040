using System.Collections.Immutable;
using ReleaseBot.Answers.Types;

namespace ReleaseBot.Answers.Evidence;

/// <summary>What ranks a sentence at the second look.</summary>
public static class SentenceFeatures
{
    /// <summary>Names of the features, in the order of <see cref="Of"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "retrieval", "coverage", "passageCoverage", "missingNames", "hasTyped", "hasShape", "reader", "readerPositive", "readerBehindBest", "bestOfPassage", "noFullStop", "colon",
        "rareCoverage", "pairs", "inAnswer", "countsNoun", "yearStated", "bm25", "length",
    ];

    // Logit differences of the reader run from about −15 to 15; a fifth of them is of the order of the other features.
    private const double LogitScale = 5;

    // Characters; a sentence of this length has the length feature 0.
    private const double UsualLength = 150;

    /// <summary>Reader scores below this are all the same: "not here".</summary>
    public const double LeastReaderScore = -15;

    /// <summary>Whether words of this sort can be told by their shape alone.</summary>
    public static bool IsTyped(AnswerKind kind) =>
        kind is AnswerKind.Name or AnswerKind.Place or AnswerKind.Date or AnswerKind.Count or AnswerKind.Amount or AnswerKind.Percent;

    /// <summary>The features of a reading, each of the order of 1.</summary>
    /// <param name="reading">What was found in the sentence.</param>
    /// <param name="match">How its words agree with the question's.</param>
    /// <param name="bestRetrieval">Retrieval score of the best passage.</param>
    /// <param name="bestReader">Greatest reader score of all sentences.</param>
    /// <param name="kind">What the question asks for.</param>
    public static ImmutableArray<double> Of(SentenceReading reading, WordMatch match, double bestRetrieval, double bestReader, AnswerKind kind)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(match);
        var typed = IsTyped(kind);
        var last = reading.Text.Length == 0 ? ' ' : reading.Text[^1];
        return
        [
            reading.Passage.Score - bestRetrieval,
            reading.Coverage,
            reading.PassageCoverage,
            reading.MissingNames,
            typed && reading.HasCandidate ? 1 : 0,
            !typed && reading.HasCandidate ? 1 : 0,
            reading.ReaderScore / LogitScale,
            Math.Max(reading.ReaderScore, 0) / LogitScale,
            (reading.ReaderScore - bestReader) / LogitScale,
            reading.IsBestOfPassage ? 1 : 0,
            ".!?…”\"»。！？".Contains(last, StringComparison.Ordinal) ? 0 : 1,
            last == ':' ? 1 : 0,
            match.Coverage,
            match.Pairs,
            match.InAnswer,
            match.CountsNoun,
            match.YearStated,
            reading.Passage.Parts["bm25"],
            Math.Log(Math.Max(reading.Text.Length, 10) / UsualLength),
        ];
    }
}
