using System.Collections.Immutable;
using System.Text;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Answers.Verification;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Generation;

/// <summary>A generated answer as it grows: the sentences that passed, and the quotations behind them.</summary>
internal sealed class GenerativeAnswer
{
    private readonly StringBuilder _text = new();
    private readonly List<Citation> _citations = [];
    private readonly List<CheckedSentence> _sentences = [];
    private readonly List<SentenceVerification> _verified = [];

    /// <summary>What is shown so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Quotations behind it, numbered from 1.</summary>
    public ImmutableArray<Citation> Citations => [.. _citations];

    /// <summary>Every sentence with what became of it.</summary>
    public IReadOnlyList<CheckedSentence> Sentences => _sentences;

    /// <summary>Sentences that were shown.</summary>
    public int Shown => _sentences.Count(sentence => sentence.Outcome != SentenceOutcome.Dropped);

    /// <summary>Takes a sentence; returns what to show of it, citations that are new first.</summary>
    public IReadOnlyList<AnswerEvent> Add(CheckedSentence sentence)
    {
        _sentences.Add(sentence);
        if (sentence.Outcome == SentenceOutcome.Dropped)
        {
            _verified.Add(new SentenceVerification(null, sentence.Outcome, [], Kind(sentence.Fault)));
            return [];
        }

        var events = new List<AnswerEvent>();
        var numbers = sentence.Proofs.Select(proof => Cite(proof, events)).ToImmutableArray();
        var separator = _text.Length == 0 ? "" : sentence.Draft.IsItem ? "\n" : " ";
        var delta = $"{separator}{(sentence.Draft.IsItem ? "- " : "")}{sentence.Draft.Text} {string.Concat(numbers.Select(number => $"[{number}]"))}";
        _text.Append(delta);
        _verified.Add(new SentenceVerification(sentence.Draft.Text, sentence.Outcome, numbers, Kind(sentence.Fault)));
        events.Add(new AnswerEvent.TextDelta(delta));
        return events;
    }

    /// <summary>What the check found.</summary>
    public VerificationReport Report(int calls, double? firstSentenceMs) => new()
    {
        Kept = _sentences.Count(sentence => sentence.Outcome == SentenceOutcome.Kept),
        Repaired = _sentences.Count(sentence => sentence.Outcome == SentenceOutcome.Repaired),
        Dropped = _sentences.Count(sentence => sentence.Outcome == SentenceOutcome.Dropped),
        ModelCalls = calls,
        FirstSentenceMs = firstSentenceMs,
        Sentences = [.. _verified],
    };

    /// <summary>Short answers: the reader's words where they stand in a quotation that is cited, best first.</summary>
    public ImmutableArray<string> Spans(Findings findings) =>
    [
        .. findings.Sentences
            .Where(sentence => sentence.Answer is { Length: > 0 } answer && _citations.Exists(citation => citation.ReleaseId == sentence.Passage.Release.Id && new TextSpan(citation.Start, citation.End).Contains(answer)))
            .Select(sentence => sentence.Text.Substring(sentence.Answer!.Value.Start - sentence.Sentence.Start, sentence.Answer.Value.Length))
            .Distinct(StringComparer.Ordinal)
            .Take(_citations.Count),
    ];

    private int Cite(Proof proof, List<AnswerEvent> events)
    {
        var (release, span) = (proof.Evidence.Release, proof.Span);
        var known = _citations.FindIndex(citation => citation.ReleaseId == release.Id && citation.Start == span.Start && citation.End == span.End);
        if (known >= 0)
        {
            return known + 1;
        }

        var passage = proof.Evidence.Passage;
        var quote = passage.Text.Substring(span.Start - passage.Span.Start, span.Length);
        var citation = new Citation(_citations.Count + 1, release.Id, release.Title, release.Date, release.Url, quote, span.Start, span.End, TextFragments.Link(release.Url, quote));
        _citations.Add(citation);
        events.Add(new AnswerEvent.Cited(citation));
        return citation.Number;
    }

    // The words themselves are unproved, so only their kind is told.
    private static string? Kind(string? fault) => fault?.Split(' ') switch
    {
        null => null,
        [("name" or "number" or "date" or "quotation") and var kind, ['"', ..], ..] => kind,
        ["it", "names", ..] => "source",
        _ => "meaning",
    };
}
