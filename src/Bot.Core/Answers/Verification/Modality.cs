using System.Collections.Frozen;
using ReleaseBot.Conversations;

namespace ReleaseBot.Answers.Verification;

/// <summary>Whether what a passage says will, should or may be done is told as done: "has analysed" for "will analyse".</summary>
internal static class Modality
{
    // A modal reaches its verb over so many words: "will, by the end of March, publish".
    private const int Reach = 6;

    private static readonly FrozenSet<string> _modals = FrozenSet.ToFrozenSet("will would shall should may might could can must".Split(' '));

    // With "to": what is wanted is not done.
    private static readonly FrozenSet<string> _intentions = FrozenSet.ToFrozenSet(
        "is are plan plans planned intend intends intended want wants wanted propose proposes proposed expect expects expected due scheduled hope hopes aim aims".Split(' '));

    /// <summary>The verb that is told as done; null when there is none.</summary>
    public static Token? Find(SentenceReading sentence, IReadOnlyList<SentenceReading> passage)
    {
        var tokens = sentence.Words.Tokens;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!IsDone(sentence, at) || IsAhead(sentence, at))
            {
                continue;
            }

            var places = passage.SelectMany(reading => Enumerable.Range(0, reading.Words.Tokens.Count)
                .Where(other => VerbLexicon.HaveOneLemma(tokens[at], reading.Words.Tokens[other]))
                .Select(other => (Reading: reading, At: other))).ToList();
            if (places.Count > 0 && places.TrueForAll(place => IsAhead(place.Reading, place.At)))
            {
                return tokens[at];
            }
        }

        return null;
    }

    // "published", "has been set", "chose": a past form; of regular ones the ending shows it. "Chaired by" without "was" only describes.
    private static bool IsDone(SentenceReading reading, int at)
    {
        var (tokens, word) = (reading.Words.Tokens, reading.Words.Tokens[at]);
        var isPast = VerbLexicon.IsIrregularPast(word) || (word.Folded.EndsWith("ed", StringComparison.Ordinal) && word.Folded.Length > 4);
        var describes = at + 1 < tokens.Count && tokens[at + 1].Folded == "by" && !(at > 0 && EnglishWords.Auxiliaries.Contains(tokens[at - 1].Folded));
        return isPast && !word.IsCapital && !describes && !(at > 0 && EnglishWords.Determiners.Contains(tokens[at - 1].Folded));
    }

    private static bool IsAhead(SentenceReading reading, int at)
    {
        var tokens = reading.Words.Tokens;
        for (var before = at - 1; before >= 0 && before >= at - Reach; before--)
        {
            if (_modals.Contains(tokens[before].Folded) || tokens[before].Folded == "being" || IsIntended(tokens, before))
            {
                return true;
            }
        }

        return false;
    }

    // "plans to publish", "sessions to be held".
    private static bool IsIntended(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Folded == "to" && (tokens[at + 1].Folded == "be" || (at > 0 && _intentions.Contains(tokens[at - 1].Folded)));
}
