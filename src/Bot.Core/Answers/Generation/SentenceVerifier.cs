using System.Collections.Immutable;
using ReleaseBot.Answers.Verification;

namespace ReleaseBot.Answers.Generation;

/// <summary>A sentence after its check.</summary>
/// <param name="Draft">As the model wrote it.</param>
/// <param name="Outcome">Kept as it is, repaired, or dropped.</param>
/// <param name="Proofs">What proves it; empty when dropped.</param>
/// <param name="Fault">Why its own sources do not prove it; null when they do.</param>
internal sealed record CheckedSentence(DraftSentence Draft, SentenceOutcome Outcome, ImmutableArray<Proof> Proofs, string? Fault);

/// <summary>Checks sentences against the sources: first those they name, then any other.</summary>
internal sealed class SentenceVerifier
{
    // Longest sentence that is looked at, in characters; nobody reads a longer one.
    private const int Longest = 1200;

    private readonly ImmutableArray<EvidenceText> _sources;
    private readonly ImmutableArray<ImmutableArray<EvidenceText>> _releases;
    private readonly Dictionary<string, Lazy<EvidenceText>> _wholes;

    /// <summary>Takes the sources apart.</summary>
    public SentenceVerifier(ImmutableArray<Source> sources)
    {
        _sources = [.. sources.Select(source => source.ToEvidence())];
        _releases = [.. _sources.GroupBy(source => source.Release.Id).Select(group => group.ToImmutableArray()).Where(group => group.Length > 1)];
        _wholes = sources.DistinctBy(source => source.Release.Id).ToDictionary(source => source.Release.Id, source => new Lazy<EvidenceText>(source.ToContext));
    }

    /// <summary>The sentence with what proves it.</summary>
    public CheckedSentence Check(DraftSentence draft)
    {
        if (draft.Text.Length > Longest)
        {
            return new CheckedSentence(draft, SentenceOutcome.Dropped, [], "it is too long to check");
        }

        var sentence = new SentenceReading(draft.Text, isEnglish: true);
        var named = draft.Markers.Where(marker => marker >= 1 && marker <= _sources.Length).Select(marker => _sources[marker - 1]).ToImmutableArray();
        string? fault = draft.Markers.IsEmpty ? "it names no source" : named.IsEmpty ? "it names a source that there is not" : null;
        if (!named.IsEmpty)
        {
            var own = Named(sentence, named);
            if (own.Holds)
            {
                return new CheckedSentence(draft, named.Length == draft.Markers.Length ? SentenceOutcome.Kept : SentenceOutcome.Repaired, own.Quotes, null);
            }

            fault = own.Fault;
        }

        var other = _sources.Except(named).Select(source => Check(sentence, [source]))
            .Concat(_releases.Select(release => Check(sentence, release)))
            .FirstOrDefault(verdict => verdict.Holds);
        return other is null
            ? new CheckedSentence(draft, SentenceOutcome.Dropped, [], fault)
            : new CheckedSentence(draft, SentenceOutcome.Repaired, other.Quotes, fault);
    }

    // One of the named sources by itself, else all of them together.
    private Verdict Named(SentenceReading sentence, ImmutableArray<EvidenceText> named)
    {
        var verdicts = named.Select(source => Check(sentence, [source])).ToList();
        return verdicts.Find(verdict => verdict.Holds) ?? (named.Length > 1 && Check(sentence, named) is { Holds: true } together ? together : verdicts[0]);
    }

    private Verdict Check(SentenceReading sentence, ImmutableArray<EvidenceText> sources) =>
        SentenceCheck.Of(sentence, sources, [.. sources.Select(source => source.Release.Id).Distinct().Select(id => _wholes[id].Value)]);
}
