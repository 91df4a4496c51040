using System.Collections.Immutable;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Evidence;

/// <summary>A sentence that may answer the question.</summary>
/// <param name="Passage">The best-ranked passage that holds it.</param>
/// <param name="Sentence">Its span in the release's canonical text.</param>
/// <param name="Text">Its words.</param>
/// <param name="Answer">The words in it that answer best, as a span of the canonical text; null when the reader points at none.</param>
/// <param name="Score">Blend of the features; comparable within one question.</param>
/// <param name="Features">The features, in the order of <see cref="SentenceFeatures.Names"/>.</param>
public sealed record EvidenceSentence(
    RetrievedPassage Passage,
    TextSpan Sentence,
    string Text,
    TextSpan? Answer,
    double Score,
    ImmutableArray<double> Features);
