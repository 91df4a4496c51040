using System.Collections.Immutable;

namespace ReleaseBot.Answers;

/// <summary>What became of a sentence of a language model.</summary>
public enum SentenceOutcome
{
    /// <summary>The source it names proves it.</summary>
    Kept,

    /// <summary>Another source proves it and is cited instead.</summary>
    Repaired,

    /// <summary>No source proves it; it was not shown.</summary>
    Dropped,
}

/// <summary>What the check of a language model's sentences found.</summary>
public sealed record VerificationReport
{
    /// <summary>Sentences that the source they name proves.</summary>
    public required int Kept { get; init; }

    /// <summary>Sentences that another source than the named one proves.</summary>
    public required int Repaired { get; init; }

    /// <summary>Sentences that nothing proves; they were not shown.</summary>
    public required int Dropped { get; init; }

    /// <summary>Calls of the language model, 0 to 2.</summary>
    public required int ModelCalls { get; init; }

    /// <summary>Milliseconds from the question to the first sentence that was shown; null when none was.</summary>
    public required double? FirstSentenceMs { get; init; }

    /// <summary>Each sentence in the order it was written, dropped ones without their words.</summary>
    public required ImmutableArray<SentenceVerification> Sentences { get; init; }
}

/// <summary>What became of one sentence.</summary>
/// <param name="Text">Its words; null when dropped, since nothing proves them.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Citations">Numbers of the citations that prove it.</param>
/// <param name="Fault">What the named source does not say; null when it says all.</param>
public sealed record SentenceVerification(string? Text, SentenceOutcome Outcome, ImmutableArray<int> Citations, string? Fault);
