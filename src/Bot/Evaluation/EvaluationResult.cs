using System.Collections.Immutable;

namespace ReleaseBot.Evaluation;

/// <summary>The figures of a run; written as JSON and compared with by <c>--baseline</c>.</summary>
/// <param name="Settings">What was run: model, tuning, windows.</param>
/// <param name="Questions">Number of questions.</param>
/// <param name="Overall">All questions.</param>
/// <param name="Groups">By type, and "standalone", "follow-up", "date-aware".</param>
/// <param name="Milliseconds">p50 and p95 by stage.</param>
/// <param name="Scores">By question id: how it went, for paired comparison.</param>
public sealed record EvaluationResult(
    IReadOnlyDictionary<string, string> Settings,
    int Questions,
    Figures Overall,
    IReadOnlyDictionary<string, Figures> Groups,
    IReadOnlyDictionary<string, ImmutableArray<double>> Milliseconds,
    IReadOnlyDictionary<string, QuestionScore> Scores)
{
    /// <summary>Simpler ways to answer the same questions, asked in the same run.</summary>
    public ImmutableArray<ComparedRun> Compared { get; init; } = [];

    /// <summary>What became of the language model's sentences; null in a run of quotations.</summary>
    public VerificationFigures? Verification { get; init; }
}

/// <summary>Figures over a group of questions; shares are 0 to 1, over answerable questions unless said otherwise.</summary>
public sealed record Figures
{
    /// <summary>Answerable questions in the group.</summary>
    public required int Answerable { get; init; }

    /// <summary>Unanswerable questions in the group.</summary>
    public required int Unanswerable { get; init; }

    /// <summary>hit@1, @3, @5, @10 by passage.</summary>
    public required ImmutableArray<double> PassageHits { get; init; }

    /// <summary>hit@1, @3, @5, @10 by release.</summary>
    public required ImmutableArray<double> ReleaseHits { get; init; }

    /// <summary>Mean reciprocal rank by passage.</summary>
    public required double PassageMrr { get; init; }

    /// <summary>Share whose shown text holds an accepted answer.</summary>
    public required double ShownRight { get; init; }

    /// <summary>The same if the bot never abstained.</summary>
    public required double ForcedRight { get; init; }

    /// <summary>Share whose first short answer equals an accepted one.</summary>
    public required double ExactMatch { get; init; }

    /// <summary>Mean F1 of the first short answer.</summary>
    public required double F1 { get; init; }

    /// <summary>Share of the citations of answered answerable questions that are right.</summary>
    public required double CitationPrecision { get; init; }

    /// <summary>Mean share of gold quotes cited.</summary>
    public required double CitationRecall { get; init; }

    /// <summary>Share of unanswerable questions refused.</summary>
    public required double UnanswerableRefused { get; init; }

    /// <summary>Share of answerable questions refused.</summary>
    public required double AnswerableRefused { get; init; }

    /// <summary>Area under the curve of answerable against unanswerable by confidence.</summary>
    public required double Auroc { get; init; }

    /// <summary>Greatest share of all questions that can be answered with 90% of the answers right.</summary>
    public required double CoverageAt90 { get; init; }
}
