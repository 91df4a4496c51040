using System.Collections.Immutable;
using ReleaseBot.Releases;

namespace ReleaseBot.Passages;

/// <summary>
/// Cuts text into sentences by rule: terminal punctuation, its closing quotes and brackets, then a word that can open a sentence.
/// Line breaks always end one, as press releases break lines between paragraphs and list items only.
/// </summary>
public static class SentenceSplitter
{
    /// <summary>A "sentence" longer than this many characters (tables, missing punctuation) is cut at white space.</summary>
    public const int LongestSentence = 700;

    private const string Terminals = ".!?…";
    private const string WideTerminals = "。！？";
    private const string Closers = "\"'”’»)]›";

    /// <summary>Sentences of <paramref name="text"/> inside <paramref name="within"/>, in order, trimmed, none empty.</summary>
    public static ImmutableArray<TextSpan> Split(string text, TextSpan within)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = ImmutableArray.CreateBuilder<TextSpan>();
        var start = within.Start;
        for (var i = within.Start; i < within.End; i++)
        {
            if (text[i] == '\n')
            {
                Add(text, start, i, sentences);
                start = i + 1;
            }
            else if (EndsSentence(text, within, start, i, out var end))
            {
                Add(text, start, end, sentences);
                start = end;
                i = end - 1;
            }
        }

        Add(text, start, within.End, sentences);
        return sentences.ToImmutable();
    }

    private static bool EndsSentence(string text, TextSpan within, int start, int at, out int end)
    {
        end = at + 1;
        if (WideTerminals.Contains(text[at], StringComparison.Ordinal))
        {
            return true;
        }

        if (!Terminals.Contains(text[at], StringComparison.Ordinal))
        {
            return false;
        }

        while (end < within.End && (Terminals.Contains(text[end], StringComparison.Ordinal) || Closers.Contains(text[end], StringComparison.Ordinal)))
        {
            end++;
        }

        if (end >= within.End || text[end] == '\n')
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[end]))
        {
            return IsMissingSpace(text, within, at, end);
        }

        var next = end;
        while (next < within.End && char.IsWhiteSpace(text[next]) && text[next] != '\n')
        {
            next++;
        }

        return next >= within.End || text[next] == '\n' || (CanOpen(text, next, within.End) && !Abbreviations.EndAt(text, start, at, next));
    }

    // "engineering".The prize": pages pasted together lose the blank; a lower-case word of three letters before and a capitalised one after tell it from a domain name.
    private static bool IsMissingSpace(string text, TextSpan within, int at, int end)
    {
        if (!char.IsUpper(text[end]) || end + 1 >= within.End || !(char.IsLower(text[end + 1]) || text[end + 1] == ' '))
        {
            return false;
        }

        var last = at - 1;
        while (last >= within.Start && Closers.Contains(text[last], StringComparison.Ordinal))
        {
            last--;
        }

        var first = last;
        while (first >= within.Start && char.IsLower(text[first]))
        {
            first--;
        }

        return last - first >= 3 && (first < within.Start || text[first] is not ('.' or '/' or '@' or '-'));
    }

    private static bool CanOpen(string text, int next, int limit)
    {
        while (next < limit && (char.IsPunctuation(text[next]) || char.IsSymbol(text[next])))
        {
            next++;
        }

        return next >= limit || !char.IsLower(text[next]);
    }

    private static void Add(string text, int start, int end, ImmutableArray<TextSpan>.Builder sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        while (end - start > LongestSentence)
        {
            var cut = CutBefore(text, start, start + LongestSentence);
            sentences.Add(new TextSpan(start, cut));
            start = cut;
            while (start < end && char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }

        if (end > start)
        {
            sentences.Add(new TextSpan(start, end));
        }
    }

    private static int CutBefore(string text, int start, int limit)
    {
        for (var i = limit; i > start + (LongestSentence / 2); i--)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                while (i > start + 1 && char.IsWhiteSpace(text[i - 1]))
                {
                    i--;
                }

                return i;
            }
        }

        return char.IsLowSurrogate(text[limit]) ? limit - 1 : limit;
    }
}
