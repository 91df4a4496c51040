using System.Collections.Immutable;
using System.Text;
using ReleaseBot.Releases;

namespace ReleaseBot.Evaluation;

/// <summary>Compares answers with accepted ones as SQuAD does: lower case, no punctuation, no articles, white space folded.</summary>
public static class AnswerMatching
{
    private static readonly string[] Articles = ["a", "an", "the"];

    /// <summary>Words of <paramref name="text"/> in lower case without articles; thousands separators join their digits.</summary>
    public static ImmutableArray<string> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || JoinsDigits(text, i)))
            {
                if (char.IsLetterOrDigit(text[i]) || text[i] == '.')
                {
                    word.Append(char.ToLowerInvariant(text[i]));
                }
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        words.RemoveAll(item => Articles.Contains(item));
        return words.ToImmutable();
    }

    /// <summary>Whether <paramref name="text"/> holds the words of <paramref name="answer"/>, in order and together; for a list, each item.</summary>
    public static bool Contains(string text, string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var words = " " + string.Join(' ', Words(text)) + " ";
        return answer.Split("; ").Select(item => string.Join(' ', Words(item))).All(item => item.Length > 0 && words.Contains($" {item} ", StringComparison.Ordinal));
    }

    /// <summary>Whether the two say the same words.</summary>
    public static bool Equal(string one, string other) => Words(one).SequenceEqual(Words(other));

    /// <summary>Harmonic mean of precision and recall over words, 0 to 1.</summary>
    public static double F1(string given, string accepted)
    {
        var (ours, theirs) = (Words(given), Words(accepted));
        var left = theirs.ToList();
        var common = ours.Count(left.Remove);
        return common == 0 ? 0 : 2.0 * common / (ours.Length + theirs.Length);
    }

    /// <summary>Where <paramref name="quote"/> stands in <paramref name="canonicalText"/>; null when it does not.</summary>
    public static TextSpan? Locate(string canonicalText, string quote)
    {
        ArgumentNullException.ThrowIfNull(canonicalText);
        ArgumentNullException.ThrowIfNull(quote);
        var at = canonicalText.IndexOf(quote, StringComparison.Ordinal);
        return at < 0 ? null : new TextSpan(at, at + quote.Length);
    }

    private static bool JoinsDigits(string text, int at) =>
        text[at] is '.' or ',' or '\'' or '’' && at > 0 && at + 1 < text.Length && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]);
}
