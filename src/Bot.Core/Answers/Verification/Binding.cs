using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>
/// Whether figures, names and dates that all stand in the passage are bound to other things than there: "12 in Ketrovia and 14 in Corvania"
/// for "14 in Ketrovia, 12 in Corvania". Compares the words around each claim with the words around it, and around its rivals, in the passage.
/// </summary>
internal static class Binding
{
    // A rival must fit this many times better; and by so much, where the sentence names it too and the two are exchanged, and where it does not.
    // One word of meaning two words away on both sides gives 1/81.
    private const double RatioExchanged = 2;
    private const double RatioReplaced = 3;
    private const double LeastExchanged = 0.0004;
    private const double LeastReplaced = 0.0015;
    private const double LeastNameReplaced = 0.03;
    private const double LeastNameReplacedAcross = 0.004;

    // Words around a deadline that must be those around another for the two to be of one thing.
    private const int FewestShared = 2;

    // So many characters away, about two sentences.
    private const int Near = 300;

    /// <summary>The claim that is bound wrongly; null when none is.</summary>
    /// <param name="sentence">What the model wrote.</param>
    /// <param name="evidence">What its releases say.</param>
    /// <param name="chosen">The sentences that hold its claims; a name's rivals stand nearby.</param>
    /// <param name="isSpread">Whether the claims stand in several sentences: then a name may come from one and what is said of it from another.</param>
    public static Claim? Find(SentenceReading sentence, IReadOnlyList<EvidenceText> evidence, IReadOnlyList<EvidenceSentence> chosen, bool isSpread) =>
        Find<NumberClaim>(sentence, evidence, (reading, _) => reading.Numbers, (one, other, _) => one.Value == other.Value, (one, other) => one.Unit is null || one.Unit == other.Unit, LeastReplaced)
        ?? Find<DateClaim>(sentence, evidence, (reading, _) => reading.Dates, (one, other, day) => Matching.Same(one with { Relation = Relation.At }, other with { Relation = Relation.At }, day), IsAsExact, LeastReplaced)
        ?? Deadline(sentence, evidence)
        ?? Find<NameClaim>(sentence, sentence.Polarity.Denies ? [] : [.. evidence.Where(text => text.IsEnglish)], (reading, place) => BoundNames.In(reading, evidence).Concat(BoundNames.Referred(place)), (one, other, _) => BoundNames.ShareWord(one, other), BoundNames.AreRivals, isSpread ? LeastNameReplacedAcross : LeastNameReplaced, place => IsNear(place, chosen))
        ?? (Claim?)Find<WordClaim>(sentence, evidence, (reading, _) => Opposites.In(reading.Words.Tokens), (one, other, _) => one.Pair == other.Pair && one.Side == other.Side, (one, other) => one.Pair == other.Pair, double.MaxValue);

    // "by 2030" of what is to be done "by 2032" there, where 2030 is said of something else, and without "by".
    private static DateClaim? Deadline(SentenceReading sentence, IReadOnlyList<EvidenceText> evidence)
    {
        if (sentence.Dates.Count == 0)
        {
            return null;
        }

        var known = evidence.SelectMany(text => text.Readings.SelectMany(reading => Occurrences(reading, null, text, (one, _) => one.Dates, isNear: true))).ToList();
        return sentence.Dates.FirstOrDefault(date =>
        {
            if (date is { Relation: Relation.At } or { Relative: not null } || sentence.Polarity.IsDenied(date.Span)
                || known.Exists(other => other.Claim.Relation == date.Relation && Matching.Same(date, other.Claim, other.Day)))
            {
                return false;
            }

            var around = Surroundings.Of(sentence, date, []);
            return known.Exists(other => IsAsExact(date, other.Claim) && Surroundings.Share(around, other.Around) >= FewestShared);
        });
    }

    private static bool IsNear(EvidenceSentence place, IReadOnlyList<EvidenceSentence> chosen) => chosen.Any(other =>
        other.Evidence.Release.Id == place.Evidence.Release.Id && Math.Max(other.Span.Start - place.Span.End, place.Span.Start - other.Span.End) <= Near);

    private static bool IsAsExact(DateClaim one, DateClaim other) => one.Relative is null && other.Relative is null && one.Relation == other.Relation && (one.Day is null) == (other.Day is null) && (one.Month is null) == (other.Month is null);

    private static T? Find<T>(
        SentenceReading sentence,
        IReadOnlyList<EvidenceText> evidence,
        Func<SentenceReading, EvidenceSentence?, IEnumerable<T>> claims,
        Func<T, T, DateOnly?, bool> same,
        Func<T, T, bool> rivals,
        double least,
        Func<EvidenceSentence, bool>? isNear = null)
        where T : Claim
    {
        var said = claims(sentence, null).DistinctBy(claim => claim.Span).ToList();
        var known = evidence
            .SelectMany(text => text.Sentences.SelectMany(place => Occurrences(place.Reading, place, text, claims, isNear?.Invoke(place) ?? true))
                .Concat(text.Title is { } title ? Occurrences(title, null, text, claims, isNear: true) : []))
            .ToList();
        foreach (var claim in said.Where(claim => (claim is WordClaim || sentence.Claims.Any(own => own.Span == claim.Span)) && !sentence.Polarity.IsDenied(claim.Span)))
        {
            var around = Surroundings.Of(sentence, claim, said);
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
        var around = Surroundings.Of(sentence, other, said);
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

    private static IEnumerable<Occurrence<T>> Occurrences<T>(SentenceReading reading, EvidenceSentence? place, EvidenceText text, Func<SentenceReading, EvidenceSentence?, IEnumerable<T>> claims, bool isNear)
        where T : Claim
    {
        var all = claims(reading, place).ToList();
        return all.Select(claim => new Occurrence<T>(claim, text.Release.Date, Surroundings.Of(reading, claim, all), isNear));
    }

    private sealed record Occurrence<T>(T Claim, DateOnly? Day, Dictionary<string, double> Around, bool IsNear)
        where T : Claim;
}

/// <summary>A word that has an opposite.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">The word.</param>
/// <param name="Pair">Which pair of opposites.</param>
/// <param name="Side">Which of the two.</param>
internal sealed record WordClaim(TextSpan Span, string Text, int Pair, bool Side) : Claim(Span, Text);
