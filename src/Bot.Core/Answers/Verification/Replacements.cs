using System.Collections.Frozen;

namespace ReleaseBot.Answers.Verification;

/// <summary>
/// Whether somebody else stands in the sentence that says it: "Hagmann goes to Yerevan" where one sentence sends Hagmann to Sofia and the next
/// Baumann to Yerevan. Compares how much of the rest the sentences with the name say with what a sentence with another name says.
/// </summary>
internal static class Replacements
{
    // The sentence with another name must say so much more of the rest: words of meaning, those of names and numbers counted twice.
    private const int LeastMore = 3;

    // And so much of all of it.
    private const double LeastShare = 0.65;

    private static readonly FrozenSet<string> _persons = FrozenSet.ToFrozenSet(["he", "his", "him", "she", "her", "they", "their", "them", "who", "whose"]);

    /// <summary>The name that stands for another; null when there is none.</summary>
    public static NameClaim? Find(SentenceReading sentence, IReadOnlyList<EvidenceText> context)
    {
        if (sentence.Polarity.Denies)
        {
            return null;
        }

        var places = context.Where(text => text.IsEnglish).SelectMany(text => text.Sentences).DistinctBy(place => place.Span).ToList();
        var names = BoundNames.In(sentence, context).ToList();
        return names.FindAll(name => name.Words.Count > 1).Find(name =>
        {
            var rest = Rest(sentence, name);
            var own = places.Where(place => Names(place).Any(other => BoundNames.ShareWord(name, other))).Select(place => Covered(rest, place)).DefaultIfEmpty(0).Max();
            var least = Math.Max(own + LeastMore, LeastShare * rest.Sum(word => word.Weight));
            return own > 0 && places.Exists(place => Covered(rest, place) >= least && Replaces(name, place, names));
        });
    }

    private static bool Replaces(NameClaim name, EvidenceSentence place, List<NameClaim> said) =>
        !Names(place).Any(other => BoundNames.ShareWord(name, other))
        && !place.Reading.Words.Tokens.Any(token => _persons.Contains(token.Folded))
        && BoundNames.In(place.Reading, []).Where(other => Role(other) == Role(name)).ToList() is { Count: > 0 } rivals
        && rivals.Exists(other => other.Words.Count > 1)
        && !rivals.Exists(other => said.Exists(own => BoundNames.ShareWord(own, other)));

    private static IEnumerable<NameClaim> Names(EvidenceSentence place) => place.Reading.Names.Concat(BoundNames.Referred(place));

    // "Done by X" and "X did" are one.
    private static string Role(NameClaim name) => name.Link == "by" ? "" : name.Link;

    // What the sentence says besides the name and what is set behind it: "…, Head of Navigation Safety".
    private static List<(string Root, int Weight)> Rest(SentenceReading sentence, NameClaim name)
    {
        var tokens = sentence.Words.Tokens;
        var last = Enumerable.Range(0, tokens.Count).Last(at => tokens[at].Span.Overlaps(name.Span));
        var end = last + 1;
        if (BoundNames.OpensApposition(sentence, end))
        {
            for (end++; end < tokens.Count && sentence.Words.SplitBefore(end) == 0;)
            {
                end++;
            }
        }

        return
        [
            .. Enumerable.Range(0, tokens.Count)
                .Where(at => !tokens[at].IsFunction && !tokens[at].Span.Overlaps(name.Span) && (at <= last || at >= end))
                .Select(at => (tokens[at].Root, tokens[at].IsCapital || char.IsDigit(tokens[at].Text[0]) ? 2 : 1))
                .Distinct(),
        ];
    }

    private static int Covered(List<(string Root, int Weight)> rest, EvidenceSentence place)
    {
        var roots = place.Reading.Words.Tokens.SelectMany(token => token.Roots).ToHashSet(StringComparer.Ordinal);
        return rest.Where(word => roots.Contains(word.Root)).Sum(word => word.Weight);
    }
}
