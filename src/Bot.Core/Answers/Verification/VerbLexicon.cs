using System.Collections.Frozen;
using System.Globalization;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Answers.Verification;

/// <summary>Which verbs may stand for one another, by the sets of synonyms in WordNet 3.1 (Princeton University); infra/wordnet makes the file.</summary>
internal static class VerbLexicon
{
    // They stand for anything.
    private static readonly FrozenSet<string> _light = FrozenSet.ToFrozenSet(["be", "is", "are", "was", "were", "been", "have", "has", "had", "do", "did", "done", "does"]);

    private static readonly Lazy<FrozenDictionary<string, string>> _irregular = new(() => Lines("irregular-verbs.txt", ' ').ToFrozenDictionary(parts => parts[0], parts => parts[1]));

    // By stem: "pledged" and "pledges" are one.
    private static readonly Lazy<FrozenDictionary<string, Sense>> _senses = new(() => Lines("verbs.txt", '\t')
        .GroupBy(parts => Bm25Encoder.Stem(parts[0]), parts => new Sense(Numbers(parts[1]), Numbers(parts[2])))
        .ToFrozenDictionary(group => group.Key, group => group.Aggregate((one, other) => new Sense([.. one.Own, .. other.Own], [.. one.Above, .. other.Above]))));

    /// <summary>Whether two words are verbs of one meaning, or one is a kind of the other: "pledged" and "promise".</summary>
    public static bool AreRelated(Token one, Token other) =>
        !_light.Contains(other.Folded) && Find(one) is { } first && Find(other) is { } second
        && (first.Own.Overlaps(second.Own) || first.Own.Overlaps(second.Above) || first.Above.Overlaps(second.Own));

    /// <summary>Whether two words are forms of one verb: "gave" and "give".</summary>
    public static bool HaveOneLemma(Token one, Token other) => Lemma(one) == Lemma(other);

    /// <summary>Whether the word is a past form that no ending shows: "gave".</summary>
    public static bool IsIrregularPast(Token word) => _irregular.Value.ContainsKey(word.Folded);

    // The stem of the verb's first form.
    private static string Lemma(Token word) => _irregular.Value.TryGetValue(word.Folded, out var lemma) ? Bm25Encoder.Stem(lemma) : word.Stem;

    private static Sense? Find(Token word) => _senses.Value.GetValueOrDefault(Lemma(word));

    private static IEnumerable<string[]> Lines(string name, char separator)
    {
        using var reader = new StreamReader(typeof(VerbLexicon).Assembly.GetManifestResourceStream(name)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(separator))];
    }

    private static HashSet<int> Numbers(string sets) => [.. sets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private sealed record Sense(HashSet<int> Own, HashSet<int> Above);
}
