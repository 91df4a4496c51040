using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ReleaseBot.Answers.Verification;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Generation;

/// <summary>An excerpt of a release as the model gets it: passages that overlap are one.</summary>
/// <param name="Number">Its number in the prompt, from 1.</param>
/// <param name="Passage">Its words; the span refers to the canonical text.</param>
/// <param name="Release">Facts of its release.</param>
/// <param name="Withheld">Stretches of the canonical text that speak to a model.</param>
internal sealed record Source(int Number, Passage Passage, ReleaseSummary Release, ImmutableArray<TextSpan> Withheld)
{
    /// <summary>What stands in for a stretch that is withheld.</summary>
    private const string Omission = "[…]";

    /// <summary>Whether the headline may be used.</summary>
    public bool UsesTitle { get; } = !Instructions.SpeakToModel(Release.Title);

    /// <summary>The whole release, against which a sentence must hold too; null where it is no longer known.</summary>
    public Passage? Whole { get; init; }

    /// <summary>The source as evidence.</summary>
    public EvidenceText ToEvidence() => new(Passage, Release, Withheld, UsesTitle);

    /// <summary>The whole release as evidence; the source itself where it is not known.</summary>
    public EvidenceText ToContext() => new(Whole ?? Passage, Release, Withheld, UsesTitle);

    /// <summary>Whether any sentence is left.</summary>
    public bool HasWords => Passage.Sentences.Any(sentence => !Withheld.Any(stretch => stretch.Overlaps(sentence)));

    /// <summary>Headline, date, place, issuer and words, as the prompt has them.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        Line(text, "Title", UsesTitle ? Release.Title : null);
        Line(text, "Date", Release.Date?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        Line(text, "Place", Release.Place);
        Line(text, "Issuer", Release.Issuer);
        return text.Append('\n').Append(Words()).ToString();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && !Instructions.SpeakToModel(value))
        {
            text.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append('\n');
        }
    }

    private string Words()
    {
        var words = new StringBuilder();
        var from = Passage.Span.Start;
        foreach (var stretch in Withheld.Where(stretch => stretch.Overlaps(Passage.Span)))
        {
            words.Append(Passage.Text, from - Passage.Span.Start, Math.Max(0, stretch.Start - from)).Append(Omission);
            from = Math.Min(stretch.End, Passage.Span.End);
        }

        return words.Append(Passage.Text, from - Passage.Span.Start, Passage.Span.End - from).ToString();
    }
}
