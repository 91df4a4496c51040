using System.Text;

namespace ReleaseBot.Answers.Extraction;

/// <summary>Deep links to words of a page: W3C text fragments, https://wicg.github.io/scroll-to-text-fragment/.</summary>
public static class TextFragments
{
    // A whole short quote matches best; of a long one its first and last words, so that line breaks between do not matter.
    private const int LongestWhole = 80;
    private const int WordsAtEachEnd = 5;
    private const string Delimiter = ":~:";

    /// <summary><paramref name="url"/> with a fragment that opens it at <paramref name="quote"/>; null when there is no http(s) address.</summary>
    public static string? Link(string? url, string quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            return null;
        }

        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var directive = quote.Length <= LongestWhole || words.Length <= 2 * WordsAtEachEnd
            ? Encode(string.Join(' ', words))
            : Encode(string.Join(' ', words[..WordsAtEachEnd])) + "," + Encode(string.Join(' ', words[^WordsAtEachEnd..]));
        var joint = address.Fragment.Contains(Delimiter, StringComparison.Ordinal) ? "&" : url!.Contains('#', StringComparison.Ordinal) ? Delimiter : "#" + Delimiter;
        return url + joint + "text=" + directive;
    }

    // The directive's own syntax characters, '-' among them, must be escaped even where a URL would allow them.
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)unit))
            {
                encoded.Append((char)unit);
            }
            else
            {
                encoded.Append('%').Append(unit.ToString("X2"));
            }
        }

        return encoded.ToString();
    }
}
