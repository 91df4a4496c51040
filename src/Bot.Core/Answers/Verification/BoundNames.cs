using System.Collections.Frozen;
using ReleaseBot.Conversations;

namespace ReleaseBot.Answers.Verification;

/// <summary>Which names can be bound to something, and which of them are rivals.</summary>
internal static class BoundNames
{
    private static readonly FrozenSet<string> _links = FrozenSet.ToFrozenSet(["of", "for", "in", "by", "to", "from", "with", "at", "on", "under", "between", "via", "into"]);

    private static readonly FrozenSet<string> _pronouns = FrozenSet.ToFrozenSet(["it", "its", "he", "his", "him", "she", "her", "they", "their", "them"]);

    /// <summary>The names of <paramref name="reading"/> that are more than an office, or than the first word of a sentence.</summary>
    public static IEnumerable<NameClaim> In(SentenceReading reading, IReadOnlyList<EvidenceText> evidence) => reading.Names
        .Where(name => !name.Words.All(NameMatching.IsRole))
        .Where(name => name.Words.Count > 1 || name.Span.Start > 0 || IsSubject(reading, name)
            || evidence.SelectMany(text => text.Readings).Any(other => other.Names.Any(known => known.Span.Start > 0 && ShareWord(name, known))))
        .Select(name => name with { Link = LinkBefore(reading, name) });

    /// <summary>What "it", "she" and "their" in <paramref name="place"/> may stand for: any name of the sentence before.</summary>
    public static IEnumerable<NameClaim> Referred(EvidenceSentence? place)
    {
        var before = place?.Evidence.Sentences.FirstOrDefault(place.Follows);
        return before is null ? [] :
            from token in place!.Reading.Words.Tokens
            where _pronouns.Contains(token.Folded)
            from name in before.Reading.Names
            where !name.Words.All(NameMatching.IsRole)
            select new NameClaim(token.Span, token.Text, name.Words) { IsReferred = true };
    }

    /// <summary>Whether the two name the same, by a word that is no office.</summary>
    public static bool ShareWord(NameClaim one, NameClaim other) =>
        one.Words.Select(Key).Intersect(other.Words.Select(Key)).Any(word => !NameMatching.IsRole(word));

    /// <summary>Whether the two stand in the same place of a sentence: "by X" and "by Y", or both without such a word.</summary>
    public static bool AreRivals(NameClaim one, NameClaim other) => !other.IsReferred && one.Link == other.Link;

    /// <summary>"Radomir Kessely, Chair of …", "…, Lusandra's Minister …", "Pegelwerk Neuhalden, which …": whether the comma before word <paramref name="at"/> opens what is said of the name before.</summary>
    public static bool OpensApposition(SentenceReading reading, int at)
    {
        var tokens = reading.Words.Tokens;
        if (at >= tokens.Count || !reading.Text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).Contains(','))
        {
            return false;
        }

        return tokens[at].IsPossessive || NameMatching.IsRole(tokens[at].Folded) || tokens[at].Folded is "the" or "a" or "an" or "who" or "which" or "whose" or "his" or "her" or "its";
    }

    private static string Key(string word) => word.EndsWith("ans", StringComparison.Ordinal) ? word[..^2] : word.EndsWith("an", StringComparison.Ordinal) ? word[..^1] : word;

    // "Lusandra was …": a verb right behind the first word.
    private static bool IsSubject(SentenceReading reading, NameClaim name) =>
        reading.Words.Tokens.FirstOrDefault(token => token.Start >= name.Span.End) is { } next && EnglishWords.Auxiliaries.Contains(next.Folded);

    // "by Brenmark and Corvania": the second has the preposition of the first.
    private static string LinkBefore(SentenceReading reading, NameClaim name)
    {
        var before = reading.Words.Tokens.LastOrDefault(token => token.End <= name.Span.Start && !EnglishWords.Determiners.Contains(token.Folded));
        if (before?.Folded == "and")
        {
            return reading.Names.LastOrDefault(other => other.Span.End <= before.Start && before.Start - other.Span.End <= 2) is { } first ? LinkBefore(reading, first) : "";
        }

        return before is not null && _links.Contains(before.Folded) ? before.Folded : "";
    }
}
