using System.Collections.Immutable;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>A passage as evidence: its sentences, its release's headline and day.</summary>
internal sealed class EvidenceText
{
    /// <summary>Takes a passage apart.</summary>
    /// <param name="passage">The passage.</param>
    /// <param name="release">Facts of its release.</param>
    /// <param name="withheld">Stretches of the canonical text that prove nothing.</param>
    /// <param name="usesTitle">Whether the headline may prove something.</param>
    public EvidenceText(Passage passage, ReleaseSummary release, ImmutableArray<TextSpan> withheld, bool usesTitle)
    {
        ArgumentNullException.ThrowIfNull(passage);
        ArgumentNullException.ThrowIfNull(release);
        Passage = passage;
        Release = release;
        IsEnglish = release.Language is null or "en";
        Sentences =
        [
            .. passage.Sentences
                .Where(span => !withheld.Any(stretch => stretch.Overlaps(span)))
                .Select(span => new EvidenceSentence(
                    this, passage.Sentences.IndexOf(span), span, new SentenceReading(passage.Text.Substring(span.Start - passage.Span.Start, span.Length), IsEnglish))),
        ];
        Title = usesTitle ? new SentenceReading(release.Title, IsEnglish) : null;
        IssuerAndPlace = new SentenceWords($"{release.Issuer} ; {release.Place}");
    }

    /// <summary>The passage.</summary>
    public Passage Passage { get; }

    /// <summary>Facts of its release.</summary>
    public ReleaseSummary Release { get; }

    /// <summary>Whether it is in English, as far as is known.</summary>
    public bool IsEnglish { get; }

    /// <summary>Its sentences that may prove something, in order.</summary>
    public ImmutableArray<EvidenceSentence> Sentences { get; }

    /// <summary>The headline; null when it proves nothing.</summary>
    public SentenceReading? Title { get; }

    /// <summary>Words of issuer and place.</summary>
    public SentenceWords IssuerAndPlace { get; }

    /// <summary>Everything it says, headline last.</summary>
    public IEnumerable<SentenceReading> Readings => Sentences.Select(sentence => sentence.Reading).Append(Title).OfType<SentenceReading>();
}

/// <summary>A sentence of a passage.</summary>
/// <param name="Evidence">The passage.</param>
/// <param name="Ordinal">Its number among the passage's sentences.</param>
/// <param name="Span">Where it stands in the canonical text.</param>
/// <param name="Reading">What it says.</param>
internal sealed record EvidenceSentence(EvidenceText Evidence, int Ordinal, TextSpan Span, SentenceReading Reading)
{
    /// <summary>Whether it is the next sentence of the same passage.</summary>
    public bool Follows(EvidenceSentence other) => other.Evidence == Evidence && other.Ordinal + 1 == Ordinal;
}
