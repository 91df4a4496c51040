using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Evidence;

/// <summary>What was found in one sentence of one passage.</summary>
public sealed record SentenceReading
{
    /// <summary>The passage it was read in.</summary>
    public required RetrievedPassage Passage { get; init; }

    /// <summary>The sentence, as a span of the canonical text.</summary>
    public required TextSpan Sentence { get; init; }

    /// <summary>Its words.</summary>
    public required string Text { get; init; }

    /// <summary>Share of the question's tokens, 0 to 1, that stand in the sentence.</summary>
    public required double Coverage { get; init; }

    /// <summary>The same for the passage and its headline.</summary>
    public required double PassageCoverage { get; init; }

    /// <summary>Weight of the question's names that stand neither in the passage nor in its header, as a share of all its tokens' weight, 0 to 1.</summary>
    public required double MissingNames { get; init; }

    /// <summary>Whether it holds words of the sort asked for that the question does not already say.</summary>
    public required bool HasCandidate { get; init; }

    /// <summary>Reader's score of the best words of the sort asked for (of any words where the sort has no shape), less "not here".</summary>
    public required double ReaderScore { get; init; }

    /// <summary>Those words, as a span of the canonical text.</summary>
    public required TextSpan? Answer { get; init; }

    /// <summary>Whether the reader prefers this sentence to all others of the passage.</summary>
    public required bool IsBestOfPassage { get; init; }
}
