using System.Text.RegularExpressions;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>Finds words in quotation marks, and looks for them in a text.</summary>
internal static partial class Quotations
{
    private static readonly char[] _edges = [' ', '.', ',', ';', ':', '!', '?', '-', '"', '\''];

    /// <summary>The quotations of <paramref name="text"/>; one whose mark is missing at an end runs to that end.</summary>
    public static IEnumerable<QuotationClaim> Find(string text)
    {
        var found = Pairs().Matches(text)
            .Select(match => (match.Index, match.Length, Inner: match.Groups["words"].Value))
            .ToList();
        var rest = Blank(text, found.Select(quote => (quote.Index, quote.Length)));
        if (Opening().Match(rest) is { Success: true } opening)
        {
            found.Add((opening.Index, rest.Length - opening.Index, text[(opening.Index + 1)..]));
        }
        else if (Closing().Match(rest) is { Success: true } closing)
        {
            found.Add((0, closing.Index + 1, text[..closing.Index]));
        }

        return found
            .Where(quote => quote.Inner.Any(char.IsLetterOrDigit))
            .Select(quote => new QuotationClaim(new TextSpan(quote.Index, quote.Index + quote.Length), quote.Inner));
    }

    /// <summary>Whether the words stand in <paramref name="folded"/> in this order, letter for letter once folded; an ellipsis or bracket leaves a gap.</summary>
    public static bool Holds(string folded, QuotationClaim quotation)
    {
        var from = 0;
        foreach (var part in Gaps().Split(quotation.Text).Select(part => Folding.Fold(part).Trim(_edges)).Where(part => part.Length > 0))
        {
            var at = IndexOfWords(folded, part, from);
            if (at < 0)
            {
                return false;
            }

            from = at + part.Length;
        }

        return true;
    }

    private static int IndexOfWords(string text, string words, int from)
    {
        for (var at = text.IndexOf(words, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            var end = at + words.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary><paramref name="text"/> with the given stretches made blank, so that positions stay.</summary>
    public static string Blank(string text, IEnumerable<(int Index, int Length)> stretches)
    {
        var letters = text.ToCharArray();
        foreach (var (index, length) in stretches)
        {
            letters.AsSpan(index, length).Fill(' ');
        }

        return new string(letters);
    }

    // An apostrophe inside single marks is followed by a letter.
    [GeneratedRegex(
        @"“(?<words>[^“”]+)”|""(?<words>[^""]+)""|«\s*(?<words>[^«»]+?)\s*»|„(?<words>[^„“”]+)[“”]|(?<![\p{L}\p{N}])‘(?<words>(?:[^‘’]|’(?=\p{L}))+)’|(?<![\p{L}\p{N}])'(?<words>(?:[^']|'(?=\p{L}))+)'(?!\p{L})",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pairs();

    [GeneratedRegex(@"[“„«""]", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"[”»]", RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    [GeneratedRegex(@"\[[^\]]*\]|…|\.\.\.|\(\.\.\.\)", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
