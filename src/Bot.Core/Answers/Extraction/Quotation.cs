using System.Text.RegularExpressions;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Index;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Extraction;

/// <summary>A stretch of a release that is shown and cited.</summary>
/// <param name="Release">The release's facts.</param>
/// <param name="Span">Where it stands in the canonical text.</param>
/// <param name="Text">Its words.</param>
/// <param name="Sentence">The evidence it was taken for.</param>
public sealed partial record Quotation(ReleaseSummary Release, TextSpan Span, string Text, EvidenceSentence Sentence)
{
    /// <summary>
    /// The quotation of a sentence; one that opens with a pronoun or a word such as "the delegation" brings the sentence before it along,
    /// without which it could not be understood.
    /// </summary>
    public static Quotation Of(EvidenceSentence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var passage = evidence.Passage.Passage;
        var at = passage.Sentences.IndexOf(evidence.Sentence);
        var start = at > 0 && Dangles().IsMatch(evidence.Text) && !passage.Text[..(evidence.Sentence.Start - passage.Span.Start)].EndsWith("\n\n", StringComparison.Ordinal)
            ? passage.Sentences[at - 1].Start
            : evidence.Sentence.Start;
        return From(evidence, start);
    }

    /// <summary>The quotation of a sentence by itself.</summary>
    public static Quotation Alone(EvidenceSentence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return From(evidence, evidence.Sentence.Start);
    }

    /// <summary>Whether the other quotation shows nothing that this one does not.</summary>
    public bool Covers(Quotation other) => other.Release.Id == Release.Id && Span.Contains(other.Span);

    /// <summary>Whether the two share words and each has some that the other has not.</summary>
    public bool Crosses(Quotation other) =>
        other.Release.Id == Release.Id && Span.Overlaps(other.Span) && !Span.Contains(other.Span) && !other.Span.Contains(Span);

    private static Quotation From(EvidenceSentence evidence, int start)
    {
        var passage = evidence.Passage.Passage;
        var span = new TextSpan(start, evidence.Sentence.End);
        return new Quotation(evidence.Passage.Release, span, passage.Text.Substring(span.Start - passage.Span.Start, span.Length), evidence);
    }

    [GeneratedRegex(
        @"^[“""«]?(He|She|It|They|His|Her|Its|Their|This|That|These|Those|Such|Both|The (delegation|ministry|agreement|treaty|meeting|visit|project|programme|program|committee|commission|council|organi[sz]ation|minister|ambassador|company|bank|authority|measure|decision|parties|two|amount|sum|funds|former|latter|same|new))\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Dangles();
}
