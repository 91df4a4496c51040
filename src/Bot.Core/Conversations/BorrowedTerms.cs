using System.Text;

namespace ReleaseBot.Conversations;

/// <summary>What a follow-up takes from the turn it follows: the words of its question, its short answers, its source's headline.</summary>
internal static class BorrowedTerms
{
    // Bounds of what is appended: enough for a question's and a headline's words, and few enough that the new words still lead.
    private const int MaxQuestionWords = 14;
    private const int MaxTitleWords = 10;
    private const int MaxSpans = 2;
    private const int MaxSpanLength = 60;

    /// <summary>Longest result, in characters.</summary>
    public const int MaxLength = 280;

    /// <summary>The terms, joined for a search; empty when the turn has none the question lacks.</summary>
    public static string From(Turn turn, IReadOnlyList<Word> question)
    {
        var seen = question.Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);
        var groups = new List<string> { Words(turn.StandaloneQuestion, seen, MaxQuestionWords) };
        if (turn.Answered)
        {
            groups.AddRange(turn.Spans.IsDefault ? [] : turn.Spans.Where(Tells).Take(MaxSpans).Select(span => Words(span, seen, MaxQuestionWords)));
            groups.Add(turn.ReleaseTitles.IsDefaultOrEmpty ? "" : Words(turn.ReleaseTitles[0], seen, MaxTitleWords));
        }
        return Join(groups);
    }

    // a name says more about the next question's topic than a bare number does
    private static bool Tells(string span) => span.Length <= MaxSpanLength && span.Any(char.IsLetter);

    private static string Words(string text, HashSet<string> seen, int limit) => string.Join(' ', Word.Of(text)
        .Where(word => !word.IsFunction && seen.Add(word.Lower))
        .Take(limit)
        .Select(word => word.Text));

    private static string Join(IEnumerable<string> groups)
    {
        var joined = new StringBuilder();
        foreach (var word in string.Join("; ", groups.Where(group => group.Length > 0)).Split(' '))
        {
            if (joined.Length + word.Length + 1 > MaxLength)
            {
                break;
            }
            joined.Append(joined.Length == 0 ? "" : " ").Append(word);
        }
        return joined.ToString().TrimEnd(';');
    }
}
