using System.Collections.Immutable;

namespace ReleaseBot.Conversations;

/// <summary>
/// Decides by rule whether a question can stand alone, and lends one that cannot the words of the turn it follows. A standalone
/// question borrows nothing. English; French, German and Russian by their pronouns only.
/// </summary>
public static class FollowUps
{
    private const int MaxPreferredReleases = 5;

    /// <summary>Resolves <paramref name="question"/> against the conversation so far, oldest turn first. Never throws on any text.</summary>
    public static ResolvedQuestion Resolve(string question, IReadOnlyList<Turn> history)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(history);
        var words = Word.Of(question);
        var pointsBack = words.Count > 0 && PointsBack(words);
        if (history.Count == 0)
        {
            return new(question, false, pointsBack && Substance.IsThin(words), []);
        }
        if (!pointsBack && !(words.Count > 0 && (Substance.IsLittle(words) || Substance.Recalls(words, history[^1]))))
        {
            return new(question, false, false, []);
        }
        var terms = BorrowedTerms.From(Topic(history), words);
        var standalone = terms.Length == 0 ? question : $"{question.TrimEnd()} ({terms})";
        return new(standalone, true, false, Releases(history)) { Borrowed = terms };
    }

    private static bool PointsBack(IReadOnlyList<Word> words) =>
        ForeignWords.Dangle(words) ?? (Continues(words) || Substance.IsElliptic(words) || (!Substance.IntroducesItself(words) && References.Dangle(words)));

    private static bool Continues(IReadOnlyList<Word> words)
    {
        var (first, second) = (words[0].Lower, words.Count > 1 ? words[1].Lower : "");
        return first switch
        {
            "and" or "but" or "or" or "plus" => true,
            "so" => second is not ("far" or "called" or "many" or "much"),
            "also" or "then" => true,
            "what" or "how" => second == "about",
            "who" or "anything" or "anyone" => second == "else",
            _ => false,
        };
    }

    // An unanswered turn that stood alone opened a new topic; an unanswered follow-up leaves the topic where it was.
    private static Turn Topic(IReadOnlyList<Turn> history)
    {
        for (var i = history.Count - 1; i > 0; i--)
        {
            if (history[i].Answered || !IsFollowUp(history[i]))
            {
                return history[i];
            }
        }
        return history[0];
    }

    private static ImmutableArray<string> Releases(IReadOnlyList<Turn> history)
    {
        var releases = new List<string>();
        for (var i = history.Count - 1; i >= 0; i--)
        {
            releases.AddRange(history[i].Answered && !history[i].ReleaseIds.IsDefault ? history[i].ReleaseIds : []);
            if (!IsFollowUp(history[i]))
            {
                break;
            }
        }
        return [.. releases.Distinct(StringComparer.Ordinal).Take(MaxPreferredReleases)];
    }

    private static bool IsFollowUp(Turn turn) => !string.Equals(turn.Question, turn.StandaloneQuestion, StringComparison.Ordinal);
}
