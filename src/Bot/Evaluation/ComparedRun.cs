using System.Collections.Immutable;

namespace ReleaseBot.Evaluation;

/// <summary>What a simpler way made of the same questions.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Description">What it does.</param>
/// <param name="PassageHits">hit@1, @3, @5, @10 by passage.</param>
/// <param name="ReleaseHits">The same by release.</param>
/// <param name="PassageMrr">Mean reciprocal rank by passage.</param>
/// <param name="Answers">Figures of its answers; null where it only searches.</param>
/// <param name="Differences">Our figures less its.</param>
public sealed record ComparedRun(
    string Name,
    string Description,
    ImmutableArray<double> PassageHits,
    ImmutableArray<double> ReleaseHits,
    double PassageMrr,
    Figures? Answers,
    ImmutableArray<FigureDifference> Differences);
