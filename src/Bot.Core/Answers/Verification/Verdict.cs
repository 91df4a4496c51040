using System.Collections.Immutable;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>Whether a sentence stands in the passages it was checked against.</summary>
/// <param name="Quotes">Where it does; empty when it does not.</param>
/// <param name="Fault">What they do not say, in words for a developer; null when they do.</param>
/// <param name="Shared">Share of the sentence's words of meaning, 0 to 1, that the quotes or headline have too.</param>
internal sealed record Verdict(ImmutableArray<Proof> Quotes, string? Fault, double Shared)
{
    /// <summary>Whether it does.</summary>
    public bool Holds => Fault is null;

    /// <summary>It does not.</summary>
    public static Verdict No(string fault, double shared = 0) => new([], fault, shared);
}

/// <summary>Words of a release that prove a sentence, or a part of it.</summary>
/// <param name="Evidence">The passage.</param>
/// <param name="Span">The words, as a span of the canonical text.</param>
internal sealed record Proof(EvidenceText Evidence, TextSpan Span);
