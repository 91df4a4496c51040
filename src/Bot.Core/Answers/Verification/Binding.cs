using ReleaseBot.Conversations;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>
/// Whether figures, names and dates that all stand in the passage are bound to other things than there: "12 in Ketrovia and 14 in Corvania"
/// for "14 in Ketrovia, 12 in Corvania". Compares the words around each claim with the words around it, and around its rivals, in the passage.
/// </summary>
internal static class Binding
{
    // Words of distance that another claim of the same kind counts for.
    private const int Barrier = 10;

    // A rival must fit this many times better; and by so much, where the sentence names it too and the two are exchanged, and where it does not.
    // One word of meaning two words away on both sides gives 1/81.
    private const double RatioExchanged = 2;
    private const double RatioReplaced = 3;
    private const double LeastExchanged = 0.0004;
    private const double LeastReplaced = 0.0015;
    private const double LeastNameReplaced = 0.03;
    private const double LeastNameReplacedAcross = 0.004;

    // So many characters away, about two sentences.
    private const int Near = 300;

    // "from 12", "to 15", "of the ten": the small word beside the claim, as near as a word can be.
    private const double Beside = 0.25;

    /// <summary>The claim that is bound wrongly; null when none is.</summary>
    /// <param name="sentence">What the model wrote.</param>
    /// <param name="evidence">What its releases say.</param>
    /// <param name="chosen">The sentences that hold its claims; a name's rivals stand nearby.</param>
    /// <param name="isSpread">Whether the claims stand in several sentences: then a name may come from one and what is said of it from another.</param>
    public static Claim? Find(SentenceReading sentence, IReadOnlyList<EvidenceText> evidence, IReadOnlyList<EvidenceSentence> chosen, bool isSpread) =>
        Find<NumberClaim>(sentence, evidence, reading => reading.Numbers, (one, other, _) => one.Value == other.Value, (one, other) => one.Unit is null || one.Unit == other.Unit, LeastReplaced)
        ?? Find<DateClaim>(sentence, evidence, reading => reading.Dates, (one, other, day) => Matching.Same(one with { Relation = Relation.At }, other with { Relation = Relation.At }, day), IsAsExact, LeastReplaced)
        ?? Find<NameClaim>(sentence, sentence.Polarity.Denies ? [] : [.. evidence.Where(text => text.IsEnglish)], reading => BoundNames.In(reading, evidence), (one, other, _) => BoundNames.ShareWord(one, other), BoundNames.AreRivals, isSpread ? LeastNameReplacedAcross : LeastNameReplaced, place => IsNear(place, chosen))
        ?? (Claim?)Find<WordClaim>(sentence, evidence, reading => Opposites.In(reading.Words.Tokens), (one, other, _) => one.Pair == other.Pair && one.Side == other.Side, (one, other) => one.Pair == other.Pair, double.MaxValue);

    private static bool IsNear(EvidenceSentence place, IReadOnlyList<EvidenceSentence> chosen) => chosen.Any(other =>
        other.Evidence.Release.Id == place.Evidence.Release.Id && Math.Max(other.Span.Start - place.Span.End, place.Span.Start - other.Span.End) <= Near);

    private static bool IsAsExact(DateClaim one, DateClaim other) => one.Relative is null && other.Relative is null && one.Relation == other.Relation && (one.Day is null) == (other.Day is null) && (one.Month is null) == (other.Month is null);

    private static T? Find<T>(
        SentenceReading sentence,
        IReadOnlyList<EvidenceText> evidence,
        Func<SentenceReading, IEnumerable<T>> claims,
        Func<T, T, DateOnly?, bool> same,
        Func<T, T, bool> rivals,
        double least,
        Func<EvidenceSentence, bool>? isNear = null)
        where T : Claim
    {
        var said = claims(sentence).DistinctBy(claim => claim.Span).ToList();
        var known = evidence
            .SelectMany(text => text.Sentences.SelectMany(place => Occurrences(place.Reading, text, claims, isNear?.Invoke(place) ?? true))
                .Concat(text.Title is { } title ? Occurrences(title, text, claims, isNear: true) : []))
            .ToList();
        foreach (var claim in said.Where(claim => (claim is WordClaim || sentence.Claims.Any(own => own.Span == claim.Span)) && !sentence.Polarity.IsDenied(claim.Span)))
        {
            var around = Around(sentence, claim, said);
            var own = known.Where(other => same(claim, other.Claim, other.Day)).ToList();
            foreach (var rival in known.Where(other => other.IsNear && !same(claim, other.Claim, other.Day) && rivals(claim, other.Claim)))
            {
                var exchanged = said.Find(other => other != claim && same(other, rival.Claim, rival.Day));
                var gain = Gain(around, own, rival, exchanged is not null);
                if (exchanged is null ? gain > least : gain > LeastExchanged && own.Count > 0 && IsExchanged(sentence, exchanged, said, known.FindAll(other => same(exchanged, other.Claim, other.Day)), own))
                {
                    return claim;
                }
            }
        }

        return null;
    }

    // The other claim of the sentence in turn fits better where the first one stands in the passage.
    private static bool IsExchanged<T>(SentenceReading sentence, T other, List<T> said, List<Occurrence<T>> itsOwn, List<Occurrence<T>> own)
        where T : Claim
    {
        var around = Around(sentence, other, said);
        return own.Exists(place => Gain(around, itsOwn, place, areExchanged: true) > LeastExchanged);
    }

    // By how much the words around fit the rival better than each of the claim's own places; 0 when they do not clearly.
    private static double Gain<T>(Dictionary<string, double> around, List<Occurrence<T>> own, Occurrence<T> rival, bool areExchanged)
        where T : Claim
    {
        var gain = own.Count == 0 ? Gain(around, [], rival.Around, areExchanged) : double.MaxValue;
        foreach (var place in own)
        {
            gain = Math.Min(gain, Gain(around, place.Around, rival.Around, areExchanged));
        }

        return gain;
    }

    private static double Gain(Dictionary<string, double> around, Dictionary<string, double> mine, Dictionary<string, double> its, bool areExchanged)
    {
        var (better, worse) = (0.0, 0.0);
        foreach (var (word, weight) in around.Where(pair => areExchanged || pair.Key[0] is not ('<' or '>')))
        {
            var difference = weight * (its.GetValueOrDefault(word) - mine.GetValueOrDefault(word));
            better += Math.Max(0, difference);
            worse += Math.Max(0, -difference);
        }

        return better > (areExchanged ? RatioExchanged : RatioReplaced) * worse ? better : 0;
    }

    private static IEnumerable<Occurrence<T>> Occurrences<T>(SentenceReading reading, EvidenceText text, Func<SentenceReading, IEnumerable<T>> claims, bool isNear)
        where T : Claim
    {
        var all = claims(reading).ToList();
        return all.Select(claim => new Occurrence<T>(claim, text.Release.Date, Around(reading, claim, all), isNear));
    }

    // Each word of meaning with its nearness: 1 / (1 + distance)².
    private static Dictionary<string, double> Around<T>(SentenceReading reading, T claim, List<T> peers)
        where T : Claim
    {
        var tokens = reading.Words.Tokens;
        var first = Enumerable.Range(0, tokens.Count).FirstOrDefault(at => claim.Span.Overlaps(tokens[at].Span), -1);
        var last = Enumerable.Range(0, tokens.Count).LastOrDefault(at => claim.Span.Overlaps(tokens[at].Span), -1);
        var around = new Dictionary<string, double>(StringComparer.Ordinal);
        if (first < 0)
        {
            return around;
        }

        var others = peers.Where(peer => !peer.Span.Overlaps(claim.Span)).ToList();
        for (var (at, distance) = (first - 1, 0); at >= 0; at--)
        {
            distance += 1 + reading.Words.SplitBefore(at + 1) + (others.Exists(peer => peer.Span.Overlaps(tokens[at].Span)) ? Barrier : 0);
            Add(around, tokens[at], distance, "<");
        }

        Follow(reading, claim, last, others, around);
        return around;
    }

    private static void Follow(SentenceReading reading, Claim claim, int last, IReadOnlyList<Claim> others, Dictionary<string, double> around)
    {
        var tokens = reading.Words.Tokens;
        var lists = true;
        var apposition = claim is NameClaim && last + 1 < tokens.Count && BoundNames.OpensApposition(reading, last + 1);
        for (var (at, distance) = (last + 1, 0); at < tokens.Count; at++)
        {
            // "7.4 million and …": what follows the first "and" belongs to the next figure, where there is one.
            if (lists && tokens[at].Folded == "and")
            {
                lists = false;
                distance += others.Any(peer => peer.Span.Start > tokens[at].Start) ? Barrier : 0;
            }

            // "Sundra, the longest tributary of the Ilvane, flows": behind the second comma the clause of the name goes on.
            var closes = apposition && at > last + 1 && reading.Words.SplitBefore(at) > 0 && tokens[at].Folded is not ("and" or "or") && tokens[at - 1].Folded is not ("and" or "or");
            distance = closes ? 0 : distance + (apposition && at == last + 1 ? 0 : reading.Words.SplitBefore(at));
            apposition &= !closes;
            distance += 1 + (others.Any(peer => peer.Span.Overlaps(tokens[at].Span)) ? Barrier : 0);
            Add(around, tokens[at], distance, ">");
        }
    }

    private static void Add(Dictionary<string, double> around, Token token, int distance, string side)
    {
        var weight = 1.0 / ((1 + distance) * (1 + distance));
        if (Tells(token))
        {
            around[token.Stem] = Math.Max(around.GetValueOrDefault(token.Stem), weight);
        }
        else if (token.Folded is "from" or "to" or "of" && distance <= 2)
        {
            around[side + token.Folded] = Beside;
        }
    }

    private static bool Tells(Token token) => token.Folded.Length > 1 && !EnglishWords.Auxiliaries.Contains(token.Folded) && !EnglishWords.Prepositions.Contains(token.Folded)
        && !EnglishWords.Determiners.Contains(token.Folded) && !EnglishWords.Pronouns.Contains(token.Folded) && token.Folded is not ("and" or "or" or "but")
        && !NumberWords.Scales.ContainsKey(token.Folded) && !NumberWords.Currencies.ContainsKey(token.Folded);

    private sealed record Occurrence<T>(T Claim, DateOnly? Day, Dictionary<string, double> Around, bool IsNear)
        where T : Claim;
}

/// <summary>A word that has an opposite.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">The word.</param>
/// <param name="Pair">Which pair of opposites.</param>
/// <param name="Side">Which of the two.</param>
internal sealed record WordClaim(TextSpan Span, string Text, int Pair, bool Side) : Claim(Span, Text);
