using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Types;

/// <summary>Makes of a reader's span words that can stand as an answer.</summary>
internal static class AnswerSpans
{
    private static readonly string[] Joints = [" and ", ", ", " und ", " et "];

    /// <summary>
    /// Widens <paramref name="span"/> of <paramref name="sentence"/> to whole words, and for names over "A and B" to both sides; trims blanks and loose punctuation.
    /// </summary>
    public static TextSpan Widen(string sentence, TextSpan span, AnswerKind kind)
    {
        var (start, end) = (Math.Max(span.Start, 0), Math.Min(span.End, sentence.Length));
        while (start > 0 && IsWord(sentence[start - 1]) && IsWord(sentence[start]))
        {
            start--;
        }

        while (end < sentence.Length && end > 0 && IsWord(sentence[end - 1]) && IsWord(sentence[end]))
        {
            end++;
        }

        if (kind is AnswerKind.Name or AnswerKind.List)
        {
            (start, end) = Join(sentence, start, end);
        }

        while (start < end && !IsEdge(sentence[start], opening: true))
        {
            start++;
        }

        while (end > start && !IsEdge(sentence[end - 1], opening: false))
        {
            end--;
        }

        return new TextSpan(start, end);
    }

    private static (int Start, int End) Join(string sentence, int start, int end)
    {
        foreach (var name in Names.Find(sentence))
        {
            if (name.Start > end && Joints.Contains(sentence[end..name.Start]) && name.Length > 3)
            {
                end = name.End;
            }
        }

        return (start, end);
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);

    private static bool IsEdge(char c, bool opening) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || (opening ? "(“«\"'‘$€£+-–−".Contains(c, StringComparison.Ordinal) : ")”»\"'’%€°".Contains(c, StringComparison.Ordinal));
}
