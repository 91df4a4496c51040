using System.Globalization;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Types;

/// <summary>Makes of a reader's span words that can stand as an answer.</summary>
internal static class AnswerSpans
{
    private static readonly string[] Ands = [" and ", " und ", " et "];

    /// <summary>
    /// Widens <paramref name="span"/> of <paramref name="sentence"/> to whole words, and for names over "A and B" to both sides; trims blanks and loose punctuation.
    /// </summary>
    public static TextSpan Widen(string sentence, TextSpan span, AnswerKind kind)
    {
        var (start, end) = (Math.Clamp(span.Start, 0, sentence.Length), Math.Clamp(span.End, 0, sentence.Length));
        while (Continues(sentence, start))
        {
            start--;
        }

        while (Continues(sentence, end))
        {
            end++;
        }

        if (kind is AnswerKind.Name or AnswerKind.List)
        {
            (start, end) = Join(sentence, start, end, commas: kind is AnswerKind.List);
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

    // Of "A, B and C" all are one answer; but "A, the chair" or "In A, B" is two things, so a comma joins only where an "and" follows, or in a list.
    private static (int Start, int End) Join(string sentence, int start, int end, bool commas)
    {
        var names = Names.Find(sentence);
        var reached = end;
        foreach (var name in names.Where(name => name.End > end))
        {
            var joined = name.Start < reached || IsAnd(sentence, reached, name.Start);
            if (!joined && !IsComma(sentence, reached, name.Start))
            {
                break;
            }

            reached = name.End;
            end = joined || commas ? reached : end;
        }

        foreach (var name in names.Where(name => name.Start < start).Reverse())
        {
            if (name.End <= start && !IsAnd(sentence, name.End, start) && !(commas && IsComma(sentence, name.End, start)))
            {
                break;
            }

            start = name.Start;
        }

        return (start, end);
    }

    private static bool IsAnd(string sentence, int from, int to) => to - from is >= 4 and <= 5 && Ands.Contains(sentence[from..to]);

    private static bool IsComma(string sentence, int from, int to) => to - from == 2 && sentence[from] == ',' && sentence[from + 1] == ' ';

    // Whether a cut here would go through a word or a character.
    private static bool Continues(string text, int at) => at > 0 && at < text.Length
        && ((IsWord(text[at - 1]) && IsWord(text[at])) || char.IsSurrogatePair(text[at - 1], text[at]));

    private static bool IsWord(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsEdge(char c, bool opening) =>
        IsWord(c) || char.IsSurrogate(c) || (opening ? "(“«\"'‘$€£+-–−".Contains(c, StringComparison.Ordinal) : ")”»\"'’%€°".Contains(c, StringComparison.Ordinal));
}
