using System.Collections.Frozen;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Answers.Verification;

/// <summary>Words that turn a statement into its opposite: "rose" where the passage says "fell".</summary>
internal static class Opposites
{
    private static readonly (string One, string Other)[] _pairs =
    [
        ("increase increased increases rise rises rose risen grow grows grew grown growth climb climbed gain raise raised more higher additional expensive upward", "decrease decreased decreases fall falls fell fallen decline declined drop dropped shrink shrank reduce reduced reduction cut lowered less fewer cheaper downward"),
        ("for favour", "against"),
        ("exceeded exceeds exceed met reached achieved", "missed misses miss"),
        ("more", "less fewer"),
        ("higher highest", "lower lowest"),
        ("above beyond exceed exceeded exceeds", "below under"),
        ("longer longest lengthen lengthened extend extended", "shorter shortest shorten shortened curtailed"),
        ("largest biggest larger bigger", "smallest smaller"),
        ("approve approved approves approval adopt adopted accept accepted endorse endorsed passed ratified agreed agree consent favour", "reject rejected rejects rejection refuse refused dismiss dismissed vetoed opposed"),
        ("support supported supports favour favoured backed backs welcomed welcomes praised", "oppose opposed opposes against criticised criticise condemned condemns"),
        ("join joined joins accede acceded accession entered", "leave left leaves withdraw withdrew withdrawn exit"),
        ("begin began begins begun start started starts commence commenced launched", "end ended ends finish finished complete completed concluded closed"),
        ("open opened opens reopen reopened", "close closed closes shut"),
        ("before earlier", "after later"),
        ("early beginning", "late end"),
        ("first", "last final"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("upstream", "downstream"),
        ("upper", "lower"),
        ("left", "right"),
        ("win won wins winner", "lose lost loses loser"),
        ("import imports imported", "export exports exported"),
        ("maximum most", "minimum least"),
        ("appoint appointed elected elect named", "dismissed removed sacked resigned"),
        ("postponed postpone delayed delay", "brought-forward advanced accelerated"),
        ("majority", "minority"),
        ("allow allowed allows permit permitted permits authorised lifted lift", "ban banned bans prohibit prohibited forbid forbidden imposed"),
        ("include included includes including", "exclude excluded excludes excluding except exempt"),
        ("success successful succeeded", "failure failed unsuccessful"),
        ("voluntary optional", "mandatory compulsory obligatory"),
        ("temporary temporarily provisional", "permanent permanently"),
        ("predecessor", "successor"),
        ("succeed succeeds succeeded replaces replaced", "preceded precedes"),
        ("public", "private"),
        ("domestic", "foreign"),
        ("paid pays pay", "received receives receive"),
        ("sell sold sells", "buy bought buys bought"),
        ("gave gives give donated", "took takes take"),
        ("unanimous unanimously", "narrowly majority"),
        ("danger dangerous unsafe", "safe"),
        ("guilty", "innocent"),
        ("men man male", "women woman female"),
        ("day daytime", "night overnight"),
        ("healthy", "ill sick"),
        ("present", "absent"),
        ("acting", "permanent elected"),
    ];

    // Words that claim more than any: what the passage does not say so may not be said.
    private static readonly FrozenSet<string> _absolutes = FrozenSet.ToFrozenSet(
        ("only sole solely exclusively never always unanimous unanimously largest biggest highest lowest smallest oldest newest youngest longest shortest fastest tallest deepest cheapest best worst " +
        "most record unprecedented secret secretly illegal illegally fraud corrupt").Split(' '));

    // Words that tell one place or part from its counterpart: the passage must say them.
    private static readonly FrozenSet<string> _sites = FrozenSet.ToFrozenSet(
        "north northern south southern east eastern west western upstream downstream upper left-bank right-bank male female".Split(' '));

    // Changes and decisions that the passage must say, in one of the words that mean the same.
    private static readonly FrozenSet<int> _decisive = Enumerable.Range(0, _pairs.Length)
        .Where(at => _pairs[at].One.Split(' ')[0] is "increase" or "include" or "longer" or "approve" or "allow" or "postponed" or "win" or "appoint" or "exceeded" or "import" or "sell" or "guilty")
        .ToFrozenSet();

    private static readonly ILookup<string, (int Pair, bool Side)> _sides = _pairs
        .SelectMany((pair, at) => pair.One.Split(' ').Select(word => (word, at, side: true)).Concat(pair.Other.Split(' ').Select(word => (word, at, side: false))))
        .SelectMany(entry => new[] { entry, (word: Bm25Encoder.Stem(entry.word), entry.at, entry.side) })
        .Distinct()
        .ToLookup(entry => entry.word, entry => (entry.at, entry.side));

    /// <summary>The words that have an opposite.</summary>
    public static IEnumerable<WordClaim> In(IEnumerable<Token> tokens) =>
        tokens.SelectMany(token => Sides(token).Select(side => new WordClaim(token.Span, token.Text, side.Pair, side.Side)));

    /// <summary>The word of <paramref name="sentence"/> whose opposite the passage says instead, or that claims more than it says; null when there is none.</summary>
    public static string? Find(IReadOnlyList<Token> sentence, IReadOnlyCollection<Token> passage, Func<Token, bool> counts)
    {
        var said = passage.SelectMany(Sides).ToHashSet();
        var stems = passage.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < sentence.Count; at++)
        {
            var (token, next) = (sentence[at], sentence.ElementAtOrDefault(at + 1));
            if (!counts(token))
            {
                continue;
            }

            if (next is not null && ClaimsMore(token, next, passage))
            {
                return $"{token.Text} {next.Text}";
            }

            // "more than 15": the bound of a number, compared as such.
            if (next?.Folded == "than" && at + 2 < sentence.Count && IsNumber(sentence[at + 2]))
            {
                continue;
            }

            // "only 55%" stresses a figure and excludes nothing.
            if (stems.Contains(token.Stem) || (token.Folded == "only" && next is not null && IsNumber(next)))
            {
                continue;
            }

            if (_absolutes.Contains(token.Folded) || _sites.Contains(token.Folded) || IsTurned(token, passage, said))
            {
                return token.Text;
            }
        }

        return null;
    }

    // "most competitive" of what is not called so; "all eight" of what some do.
    private static bool ClaimsMore(Token token, Token next, IReadOnlyCollection<Token> passage) => token.Folded switch
    {
        "most" => !next.IsFunction && !passage.Zip(passage.Skip(1)).Any(pair => pair.First.Folded == "most" && pair.Second.Stem == next.Stem),
        "all" => IsNumber(next) && !passage.Any(other => other.Folded is "all" or "each" or "every" or "unanimously" or "unanimous" or "both"),
        _ => false,
    };

    private static bool IsNumber(Token token) => char.IsDigit(token.Text[0]) || NumberWords.Cardinals.ContainsKey(token.Folded) || NumberWords.Currencies.ContainsKey(token.Folded);

    // Forms that are not listed, such as "increasing", by their stem.
    private static IEnumerable<(int Pair, bool Side)> Sides(Token token) => _sides.Contains(token.Folded) ? _sides[token.Folded] : _sides[token.Stem];

    private static bool IsTurned(Token token, IReadOnlyCollection<Token> passage, HashSet<(int Pair, bool Side)> said)
    {
        var sides = Sides(token).Where(side => !said.Contains(side)).ToList();
        return sides.Exists(side => said.Contains((side.Pair, !side.Side)))
            || (sides.Exists(side => _decisive.Contains(side.Pair)) && !passage.Any(other => VerbLexicon.AreRelated(token, other)));
    }
}
