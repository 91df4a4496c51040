using ReleaseBot.Conversations;

namespace ReleaseBot.Answers.Verification;

/// <summary>The words around a claim.</summary>
internal static class Surroundings
{
    // Words of distance that another claim of the same kind counts for.
    private const int Barrier = 10;

    // "from 12", "to 15", "of the ten": the small word beside the claim, as near as a word can be.
    private const double Beside = 0.25;

    // At most nine words away.
    private const double LeastNear = 0.01;

    /// <summary>Each word of meaning around <paramref name="claim"/> with its nearness: 1 / (1 + distance)². Other claims of its kind, <paramref name="peers"/>, stand in the way.</summary>
    public static Dictionary<string, double> Of<T>(SentenceReading reading, T claim, List<T> peers)
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

    /// <summary>How many words stand near the claim in both.</summary>
    public static int Share(Dictionary<string, double> one, Dictionary<string, double> other) =>
        one.Count(pair => pair.Value >= LeastNear && pair.Key[0] is not ('<' or '>') && other.GetValueOrDefault(pair.Key) >= LeastNear);

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
}
