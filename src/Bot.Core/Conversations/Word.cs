using System.Text.RegularExpressions;

namespace ReleaseBot.Conversations;

/// <summary>A word of a question.</summary>
/// <param name="Text">As written.</param>
/// <param name="Lower">In lower case, with a straight apostrophe and without a possessive ending.</param>
/// <param name="Sentence">Number of its sentence, from 0.</param>
/// <param name="Opens">Whether it is the first of its sentence.</param>
/// <param name="AfterComma">Whether a comma, colon or dash stands before it.</param>
/// <param name="Closes">Whether punctuation or nothing follows.</param>
internal sealed partial record Word(string Text, string Lower, int Sentence, bool Opens, bool AfterComma, bool Closes)
{
    // far more than any question's; the rest of a longer text is not looked at
    private const int MaxLength = 4000;

    /// <summary>Whether it is written like a name: a capital inside a sentence, or anywhere in an abbreviation such as "UN" or "iPad".</summary>
    public bool IsName => Text.Length > 1
        && (Text.AsSpan(1).IndexOfAnyInRange('A', 'Z') >= 0 || (!Opens && char.IsUpper(Text[0])))
        && !EnglishWords.Calendar.Contains(Lower);

    /// <summary>Whether it carries no topic; "US" and "WHO" in capitals, and the month of May, are no closed-class words.</summary>
    public bool IsFunction => EnglishWords.IsFunction(Lower)
        && !(Text.Length > 1 && !Text.Any(char.IsLower)) && !(Lower is "may" or "will" && !Opens && char.IsUpper(Text[0]));

    /// <summary>Whether it holds a digit.</summary>
    public bool IsNumber => Text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    /// <summary>The words of <paramref name="text"/>, in order.</summary>
    public static IReadOnlyList<Word> Of(string text)
    {
        var read = text.Length <= MaxLength ? text : text[..MaxLength];
        read = read.Any(char.IsLower) ? read : read.ToLowerInvariant(); // all in capitals: capitals tell nothing
        var words = new List<Word>();
        var sentence = 0;
        var end = 0;
        foreach (Match match in Pattern().Matches(read))
        {
            var gap = read.AsSpan(end, match.Index - end);
            var opens = words.Count == 0 || SentenceEnd().IsMatch(gap);
            sentence += opens && words.Count > 0 ? 1 : 0;
            var comma = gap.IndexOfAny(",:;–—") >= 0;
            if (words.Count > 0 && (opens || gap.Trim(" \t\u00a0\"'“”‘«»").Length > 0))
            {
                words[^1] = words[^1] with { Closes = true };
            }
            words.Add(new(match.Value, Normal(match.Value), sentence, opens, comma, false));
            end = match.Index + match.Length;
        }
        if (words.Count > 0)
        {
            words[^1] = words[^1] with { Closes = true };
        }
        return words;
    }

    private static string Normal(string text)
    {
        var lower = text.ToLowerInvariant().Replace('’', '\'');
        return lower.EndsWith("'s", StringComparison.Ordinal) ? lower[..^2] : lower;
    }

    [GeneratedRegex(@"[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’.,/&-](?=[\p{L}\p{N}]))*", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"[.!?…]\s*[""'“”‘’«»)\]]*\s+|\n", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
