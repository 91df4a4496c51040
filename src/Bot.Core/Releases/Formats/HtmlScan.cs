using System.Collections.Frozen;
using AngleSharp.Dom;

namespace ReleaseBot.Releases.Formats;

/// <summary>A look over HTML before it is parsed: depth and truncation. Parsing 100,000 nested elements takes seconds and may exhaust the stack.</summary>
internal static class HtmlScan
{
    // Pages nest about 30 deep; the parser itself flattens past 512, which puts text out of order.
    private const int DeepestElement = 400;

    private const string TooDeep = "Its elements are nested more than 400 deep. Save the page again, or save its text as txt.";

    // Elements without an end tag, or whose end tag may be left out: they never count as open.
    private static readonly FrozenSet<string> NotCounted = FrozenSet.ToFrozenSet(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th",
         "thead", "tbody", "tfoot", "colgroup", "caption", "option", "optgroup", "rt", "rp", "html", "head", "body"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] RawText = ["script", "style", "textarea", "title"];

    /// <summary>Refuses HTML that is nested too deeply.</summary>
    /// <exception cref="ReleaseFormatException">More than 400 elements are open at once.</exception>
    public static void RefuseDeepNesting(string html) => Scan(html);

    /// <summary>Refuses HTML that ends before it is complete.</summary>
    /// <exception cref="ReleaseFormatException">
    /// It is nested too deeply, ends inside a tag, a comment or a script, or leaves elements open and the document unclosed.
    /// </exception>
    public static void RefuseTruncated(string html)
    {
        var end = Scan(html);
        if (end.Inside is not null)
            throw new ReleaseFormatException($"The page ends in the middle of a {end.Inside}: it is truncated. Save it again.");
        if (end is { Open: > 0, SawDocument: true, SawEnd: false })
            throw new ReleaseFormatException($"The page ends with {end.Open} elements still open and without </html>: it is truncated. Save it again.");
    }

    /// <summary>Refuses a parsed document that is nested too deeply; what the scan cannot see, the tree shows.</summary>
    /// <exception cref="ReleaseFormatException">Elements are nested more than 400 deep.</exception>
    public static void RefuseDeepNesting(IDocument document) => RefuseDeeper(document, DeepestElement + 10);

    private static void RefuseDeeper(INode parent, int levels)
    {
        if (levels == 0)
            throw new ReleaseFormatException(TooDeep);
        foreach (var node in parent.ChildNodes)
        {
            if (node.HasChildNodes)
                RefuseDeeper(node, levels - 1);
        }
    }

    private static (int Open, bool SawDocument, bool SawEnd, string? Inside) Scan(string html)
    {
        var (open, foreign, sawDocument, sawEnd) = (0, 0, false, false);
        for (var at = html.IndexOf('<'); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at))
        {
            if (html.AsSpan(at).StartsWith("<!--"))
            {
                if ((at = html.IndexOf("-->", at, StringComparison.Ordinal)) < 0)
                    return (open, sawDocument, sawEnd, "comment");
                continue;
            }

            var isEnd = html[at + 1] == '/';
            var nameStart = at + (isEnd ? 2 : 1);
            if (nameStart >= html.Length || !(char.IsAsciiLetter(html[nameStart]) || html[at + 1] == '!'))
            {
                at++;
                continue;
            }

            var close = EndOfTag(html, nameStart);
            if (close < 0)
                return (open, sawDocument, sawEnd, "tag");
            var name = Name(html, nameStart);
            sawDocument |= name is "html" or "body";
            sawEnd |= isEnd && name is "html" or "body";
            var closesItself = foreign > 0 && html[close - 1] == '/';
            at = close + 1;
            if (NotCounted.Contains(name) || closesItself || name.Length == 0)
                continue;
            foreign = Math.Max(0, foreign + (name is "svg" or "math" ? isEnd ? -1 : 1 : 0));
            open = Math.Max(0, open + (isEnd ? -1 : 1));
            if (open > DeepestElement)
                throw new ReleaseFormatException(TooDeep);
            if (isEnd || foreign > 0 || !RawText.Contains(name))
                continue;
            if ((at = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase)) < 0)
                return (open, sawDocument, sawEnd, name);
        }

        return (open, sawDocument, sawEnd, html.EndsWith('<') && sawDocument ? "tag" : null);
    }

    private static string Name(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 30 && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == '-'))
            end++;
        return html[start..end].ToLowerInvariant();
    }

    // The '>' of the tag, past quoted attribute values; -1 when there is none.
    private static int EndOfTag(string html, int start)
    {
        for (var i = start; i < html.Length; i++)
        {
            if (html[i] == '>')
                return i;
            if (html[i] is not ('"' or '\'') || html[i - 1] != '=')
                continue;
            if ((i = html.IndexOf(html[i], i + 1)) < 0)
                return -1;
        }

        return -1;
    }
}
