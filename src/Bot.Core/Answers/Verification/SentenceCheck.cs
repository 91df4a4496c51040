using System.Collections.Immutable;
using System.Numerics;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>Checks one sentence against passages: everything it claims stands there, and nothing turns it round.</summary>
internal static class SentenceCheck
{
    // A sentence rests on this many sentences of the releases at most.
    private const int MostSentences = 4;

    // So many sets of sentences that hold all claims are looked at, of each size.
    private const int MostSets = 12;

    // Of so many sentences, those that hold most claims: sets of four of them are few enough to try all.
    private const int MostUsable = 20;

    // A bit each.
    private const int MostPlaces = 64;

    // Of the words of meaning that are no claims, this share must stand in the passage too: with several claims, with one, with none.
    private const double LeastSharedOfMany = 0.3;
    private const double LeastSharedOfOne = 0.4;
    private const double LeastSharedOfNone = 0.75;

    // The rules below are for English; in another language the words must do more, and a translation fails.
    private const double LeastSharedOfForeign = 0.6;

    /// <summary>The verdict on <paramref name="sentence"/>.</summary>
    /// <param name="sentence">What the model wrote.</param>
    /// <param name="evidence">The passages that must prove it together.</param>
    /// <param name="context">Everything that their releases say, as far as it is known: what proves nothing may still contradict.</param>
    public static Verdict Of(SentenceReading sentence, IReadOnlyList<EvidenceText> evidence, IReadOnlyList<EvidenceText> context)
    {
        var places = evidence.SelectMany(text => text.Sentences).Take(MostPlaces).ToList();
        if (places.Find(place => place.Reading.Folded == sentence.Folded) is { } same)
        {
            return new Verdict(Proofs([same]), null, 1);
        }

        var claims = sentence.Claims.ToList();
        if (claims.Count == 0 && sentence.Plain.Count == 0)
        {
            return Verdict.No("it says nothing that can be looked up");
        }

        var found = claims.ConvertAll(claim => ClaimPlaces.Of(sentence, claim, places));
        var missing = found.FindIndex(place => !place.IsAnywhere);
        if (missing >= 0)
        {
            return Verdict.No($"{Kind(claims[missing])} \"{claims[missing].Text}\"");
        }

        var releases = new ReleaseContext(sentence, context);
        Verdict? first = null;
        foreach (var chosen in Sets(sentence, places, found))
        {
            var verdict = Judge(sentence, releases, places, chosen, claims.Count, found.Exists(place => place.NeedsHeader));
            if (verdict.Holds)
            {
                return verdict;
            }

            first ??= verdict;
        }

        return first ?? Verdict.No("no few sentences of the passage say all of it");
    }

    // Sets of one, two and three sentences that hold every claim; of one size those that share most words first.
    private static IEnumerable<ulong> Sets(SentenceReading sentence, List<EvidenceSentence> places, List<ClaimPlaces> found)
    {
        var useful = found.Aggregate(0UL, (all, place) => place.Runs.Aggregate(all | place.Alone, (one, run) => one | run));
        var usable = Enumerable.Range(0, places.Count).Where(at => useful == 0 || (useful & (1UL << at)) != 0).Select(at => 1UL << at).ToList();
        if (usable.Count > MostUsable)
        {
            usable = [.. usable.OrderByDescending(bit => found.Count(place => ((place.Alone | place.Runs.Aggregate(0UL, (one, run) => one | run)) & bit) != 0)).Take(MostUsable).Order()];
        }

        List<ulong> sets = [0];
        var holdAny = false;
        for (var size = 1; size <= MostSentences; size++)
        {
            sets = [.. sets.SelectMany(set => usable.Where(bit => bit > set).Select(bit => set | bit))];
            var holding = sets.Where(set => found.TrueForAll(place => place.IsIn(set))).ToList();
            holdAny |= holding.Count > 0;
            foreach (var set in holding.OrderByDescending(set => Shared(sentence, Chosen(places, set))).Take(MostSets))
            {
                yield return set;
            }

            // The more sentences, the more may be put together wrongly: the last size is for what no fewer hold.
            if (useful == 0 || (holdAny && size + 1 == MostSentences))
            {
                break;
            }
        }
    }

    private static Verdict Judge(SentenceReading sentence, ReleaseContext context, List<EvidenceSentence> places, ulong set, int claims, bool needsHeader)
    {
        var chosen = Chosen(places, set);
        var shared = Shared(sentence, chosen);
        var least = chosen.Exists(place => !place.Evidence.IsEnglish) ? LeastSharedOfForeign : claims switch { 0 => LeastSharedOfNone, 1 => LeastSharedOfOne, _ => LeastSharedOfMany };
        var isSpread = chosen.Count > 1 || needsHeader;
        var fault = Meaning.Fault(sentence, chosen, context, isSpread)
            ?? (sentence.Plain.Count == 0 && sentence.Names.Count > 1 && isSpread ? "its names stand in different sentences" : null)
            ?? (shared < least ? $"too few words of it ({shared:0.00})" : null);
        return fault is null ? new Verdict(Proofs(chosen), null, shared) : Verdict.No(fault, shared);
    }

    private static List<EvidenceSentence> Chosen(List<EvidenceSentence> places, ulong set)
    {
        var chosen = new List<EvidenceSentence>();
        for (var rest = set; rest != 0; rest &= rest - 1)
        {
            chosen.Add(places[BitOperations.TrailingZeroCount(rest)]);
        }

        return chosen;
    }

    // Neighbours are quoted together.
    private static ImmutableArray<Proof> Proofs(List<EvidenceSentence> chosen)
    {
        var proofs = ImmutableArray.CreateBuilder<Proof>();
        for (var i = 0; i < chosen.Count; i++)
        {
            if (i > 0 && chosen[i].Follows(chosen[i - 1]))
            {
                proofs[^1] = proofs[^1] with { Span = new TextSpan(proofs[^1].Span.Start, chosen[i].Span.End) };
            }
            else
            {
                proofs.Add(new Proof(chosen[i].Evidence, chosen[i].Span));
            }
        }

        return proofs.ToImmutable();
    }

    private static double Shared(SentenceReading sentence, List<EvidenceSentence> chosen)
    {
        var known = chosen
            .SelectMany(place => place.Reading.Words.Tokens)
            .Concat(chosen.Select(place => place.Evidence.Title).OfType<SentenceReading>().Distinct().SelectMany(title => title.Words.Tokens))
            .SelectMany(token => token.Roots)
            .ToHashSet(StringComparer.Ordinal);
        return sentence.Plain.Count == 0 ? 1 : (double)sentence.Plain.Count(word => word.Roots.Any(known.Contains)) / sentence.Plain.Count;
    }

    private static string Kind(Claim claim) => claim switch
    {
        QuotationClaim => "quotation",
        DateClaim => "date",
        NumberClaim => "number",
        _ => "name",
    };
}
