using System.Collections.Frozen;

namespace ReleaseBot.Answers.Verification;

/// <summary>Looks for a name among the words of a sentence.</summary>
internal static class NameMatching
{
    // "Minister of Finance Lena Orvik" holds "Finance Minister Lena Orvik": that many other words may stand between.
    private const int LooseWords = 3;

    // A role may stand this many words before or after the person who holds it.
    private const int RoleReach = 14;

    private static readonly FrozenSet<string> _roles = FrozenSet.ToFrozenSet((
        "minister president chair chairman chairwoman chairperson director secretary secretary-general ambassador captain professor senator mayor commissioner governor chancellor speaker " +
        "head chief deputy vice-chair vice-president premier king queen prince princess dr doctor general colonel judge rapporteur spokesperson spokesman spokeswoman envoy counsellor " +
        "councillor delegate representative manager engineer inspector lock-keeper treasurer ministers chairs directors deputies members bishop archbishop pope sheikh baroness lord lady").Split(' '));

    /// <summary>Whether the word is an office that many persons hold.</summary>
    public static bool IsRole(string word) => _roles.Contains(word);

    /// <summary>Whether the name stands among <paramref name="words"/>, the words of one sentence.</summary>
    public static bool Holds(SentenceWords words, NameClaim name)
    {
        if (name.Words is [var only])
        {
            return Enumerable.Range(0, words.Tokens.Count).Any(at => Same(words, at, only)) || (name.Text.All(char.IsUpper) && IsAcronym(words, only));
        }

        return Together(words, name.Words) >= 0 || InParts(words, name.Words);
    }

    // All words of the name close together, with no comma, "and" or "or" between them.
    private static int Together(SentenceWords words, IReadOnlyList<string> name)
    {
        for (var start = 0; start < words.Tokens.Count; start++)
        {
            var missing = name.ToList();
            for (var at = start; at < words.Tokens.Count && at < start + name.Count + LooseWords; at++)
            {
                if (at > start && words.IsSplitBefore(at) && missing.Count < name.Count)
                {
                    break;
                }

                var found = missing.FindIndex(word => Same(words, at, word));
                if (found < 0 && at == start)
                {
                    break;
                }

                if (found >= 0)
                {
                    missing.RemoveAt(found);
                }

                if (missing.Count == 0)
                {
                    return start;
                }
            }
        }

        return -1;
    }

    // "Environment Minister Beatriz Olmeda" from "Minister of the Environment and Chair of the Council, Beatriz Olmeda".
    private static bool InParts(SentenceWords words, IReadOnlyList<string> name)
    {
        for (var cut = 1; cut < name.Count; cut++)
        {
            if (!_roles.Contains(name[cut - 1]))
            {
                continue;
            }

            var role = Together(words, [.. name.Take(cut)]);
            var person = Together(words, [.. name.Skip(cut)]);
            if (role >= 0 && person >= 0 && Math.Abs(role - person) <= RoleReach)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(SentenceWords words, int at, string word)
    {
        var token = words.Tokens[at];
        return token.Folded == word || (token.Folded.Length > 0 && word.Length == 2 && word[1] == '.' && token.IsCapital && token.Folded[0] == word[0])
            || (IsDemonym(token.Folded, word) && (at == 0 || !words.Tokens[at - 1].IsCapital || words.IsSplitBefore(at)));
    }

    // "Zemyran" of "Zemyra", and the other way round; never of the last word of a longer name, which may be a person's.
    private static bool IsDemonym(string word, string other) =>
        (word.EndsWith('a') && word.Length > 3 && (other == word + "n" || other == word + "ns")) || (other.EndsWith('a') && other.Length > 3 && word == other + "n");

    private static bool IsAcronym(SentenceWords words, string name)
    {
        if (name.Length is < 2 or > 6 || !name.All(char.IsLetter))
        {
            return false;
        }

        var initials = words.Tokens.Where(token => token.IsCapital || !token.IsFunction).Select(token => token.IsCapital ? token.Folded[0] : ' ').ToArray();
        return new string(initials).Contains(name, StringComparison.Ordinal);
    }
}
