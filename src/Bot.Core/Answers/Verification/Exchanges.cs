using ReleaseBot.Conversations;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>
/// Whether two things of one kind have changed places: "70 for wood and 8 for paper" where wood has 8 and paper 70. In any wording that keeps
/// what belongs together, the first of the two stands with the first of the words that tell them apart; so one order turned without the other is an exchange.
/// </summary>
internal static class Exchanges
{
    // Words that tell two things apart stand within so many words of one of them in the passage, and nearer to it than to the other.
    private const int Reach = 5;

    /// <summary>The thing that has changed its place; null when none has.</summary>
    public static Claim? Find(SentenceReading sentence, IReadOnlyList<EvidenceSentence> chosen)
    {
        foreach (var place in chosen)
        {
            var found = Of(sentence, place, reading => reading.Numbers.Where(number => number.Unit != "ordinal"), (one, other) => one.Value == other.Value, (one, other) => one.Unit == other.Unit)
                ?? Of(sentence, place, reading => reading.Dates, (one, other) => Matching.Same(one, other, place.Evidence.Release.Date), (one, other) => Math.Abs(one.Span.Start - other.Span.Start) > one.Text.Length + other.Text.Length)
                ?? Of(sentence, place, reading => BoundNames.In(reading, []), BoundNames.ShareWord, (one, other) => one.Link.Length > 0 && one.Link == other.Link)
                ?? (Claim?)Of(sentence, place, reading => Opposites.In(reading.Words.Tokens), (one, other) => one.Pair == other.Pair && one.Side == other.Side, (one, other) => one.Pair == other.Pair && one.Side != other.Side);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static T? Of<T>(SentenceReading sentence, EvidenceSentence place, Func<SentenceReading, IEnumerable<T>> claims, Func<T, T, bool> same, Func<T, T, bool> rivals)
        where T : Claim
    {
        var said = claims(sentence).DistinctBy(claim => claim.Span).ToList();
        var known = claims(place.Reading).DistinctBy(claim => claim.Span).ToList();
        foreach (var (first, second) in said.SelectMany((one, at) => said.Skip(at + 1).Where(other => rivals(one, other)).Select(other => (one, other))))
        {
            var (ones, others) = (known.FindAll(claim => same(first, claim)), known.FindAll(claim => same(second, claim)));
            if (ones is [var one] && others is [var other] && one.Span != other.Span && rivals(one, other) && AreExchanged(sentence, place.Reading, (first, second), (one, other)))
            {
                return first;
            }
        }

        return null;
    }

    private static bool AreExchanged(SentenceReading sentence, SentenceReading passage, (Claim First, Claim Second) said, (Claim One, Claim Other) known)
    {
        var anchors = Anchors(sentence, passage, said, known).ToList();
        var ofOne = anchors.FindAll(anchor => anchor.IsOfOne);
        var ofOther = anchors.FindAll(anchor => !anchor.IsOfOne);
        var (kept, turned) = (0, 0);
        var order = known.One.Span.Start < known.Other.Span.Start;
        foreach (var (one, other) in ofOne.SelectMany(one => ofOther.Select(other => (one, other))))
        {
            var isKept = (one.InSentence < other.InSentence) == (one.InPassage < other.InPassage) == order;
            kept += isKept ? 1 : 0;
            turned += isKept ? 0 : 1;
        }

        return turned > 0 && kept == 0;
    }

    // Words of meaning that stand once in both, with where they stand and whose they are in the passage. What is counted ("200 stations") tells nothing apart.
    private static IEnumerable<(int InSentence, int InPassage, bool IsOfOne)> Anchors(SentenceReading sentence, SentenceReading passage, (Claim First, Claim Second) said, (Claim One, Claim Other) known)
    {
        var (tokens, others) = (sentence.Words.Tokens, passage.Words.Tokens);
        var (one, other) = (At(others, known.One.Span), At(others, known.Other.Span));
        var (first, second) = (At(tokens, said.First.Span), At(tokens, said.Second.Span));
        foreach (var at in Enumerable.Range(0, tokens.Count).Where(at => Math.Min(Distance(sentence, at, first), Distance(sentence, at, second)) <= 2 * Reach && Tells(tokens, at, said.First.Span, said.Second.Span) && tokens.Count(token => token.Stem == tokens[at].Stem) == 1))
        {
            var there = Enumerable.Range(0, others.Count).Where(place => others[place].Stem == tokens[at].Stem).ToList();
            if (there is [var place] && Tells(others, place, known.One.Span, known.Other.Span))
            {
                var (toOne, toOther) = (Distance(passage, place, one), Distance(passage, place, other));
                if (Math.Min(toOne, toOther) <= Reach && toOne != toOther)
                {
                    yield return (at, place, toOne < toOther);
                }
            }
        }
    }

    private static bool Tells(IReadOnlyList<Token> tokens, int at, TextSpan one, TextSpan other) => !tokens[at].IsFunction && !EnglishWords.Prepositions.Contains(tokens[at].Folded)
        && !tokens[at].Span.Overlaps(one) && !tokens[at].Span.Overlaps(other) && !(at > 0 && char.IsDigit(tokens[at - 1].Text[0]));

    private static int At(IReadOnlyList<Token> tokens, TextSpan span) => Enumerable.Range(0, tokens.Count).FirstOrDefault(at => tokens[at].Span.Overlaps(span));

    private static int Distance(SentenceReading reading, int from, int to)
    {
        var (low, high) = (Math.Min(from, to), Math.Max(from, to));
        return high - low + Enumerable.Range(low + 1, high - low).Sum(reading.Words.SplitBefore);
    }
}
