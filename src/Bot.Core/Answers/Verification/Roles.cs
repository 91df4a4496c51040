using System.Collections.Frozen;

namespace ReleaseBot.Answers.Verification;

/// <summary>Whether who did what to whom was turned round: "Hallvard replaced Temerali" where he replaced her.</summary>
internal static class Roles
{
    private const int PassiveReach = 3;

    private static readonly FrozenSet<string> _verbs = FrozenSet.ToFrozenSet(
        ("succeeds replaces leads heads took led gave told beat beats won met sent paid sold bought brought left lent chose struck shot caught taught takes follows defeats sues " +
        "criticises praises owns supplies owes funds backs").Split(' '));

    /// <summary>What is wrong; null when nothing is found.</summary>
    public static string? Fault(SentenceReading sentence, IReadOnlyList<SentenceReading> passage)
    {
        foreach (var said in Relations(sentence))
        {
            var known = passage.SelectMany(Relations).Where(known => known.Verb == said.Verb).ToList();
            if (known.Exists(other => Turned(said, other)) && !known.Exists(other => Straight(said, other)))
            {
                return $"\"{said.Verb}\" the other way round";
            }
        }

        return null;
    }

    private static bool Turned(Relation said, Relation known) => Same(said.Doer, known.Other) || Same(said.Other, known.Doer);

    private static bool Straight(Relation said, Relation known) => Same(said.Doer, known.Doer) || Same(said.Other, known.Other);

    private static bool Same(NameClaim? one, NameClaim? other) =>
        one is not null && other is not null && one.Words.Intersect(other.Words).Any(word => !NameMatching.IsRole(word));

    private static IEnumerable<Relation> Relations(SentenceReading reading)
    {
        var tokens = reading.Words.Tokens;
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.IsCapital || !IsVerb(token) || (at > 0 && tokens[at - 1].Folded is "a" or "an" or "the" or "his" or "her" or "its" or "their"))
            {
                continue;
            }

            var before = reading.Names.LastOrDefault(name => name.Span.End <= token.Start);
            var after = reading.Names.FirstOrDefault(name => name.Span.Start >= token.End && !Separated(reading, at, name));
            var by = Enumerable.Range(at + 1, Math.Max(0, Math.Min(PassiveReach, tokens.Count - at - 1))).Any(next => tokens[next].Folded == "by");
            if (!_verbs.Contains(token.Folded) && (before is null || after is null))
            {
                continue;
            }

            yield return by ? new Relation(token.Stem, after, before) : new Relation(token.Stem, before, after);
        }
    }

    // The object of a verb follows in the same clause.
    private static bool Separated(SentenceReading reading, int verb, NameClaim name)
    {
        for (var at = verb + 1; at < reading.Words.Tokens.Count && reading.Words.Tokens[at].Start <= name.Span.Start; at++)
        {
            if (reading.Words.IsSplitBefore(at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVerb(Token token) => _verbs.Contains(token.Folded) || (!token.IsFunction && token.Folded.Length > 4 && token.Folded.EndsWith("ed", StringComparison.Ordinal));

    private sealed record Relation(string Verb, NameClaim? Doer, NameClaim? Other);
}
