using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;

namespace ReleaseBot.Releases.Formats;

/// <summary>
/// Elements → readable plain text: paragraphs apart by blank lines, list items and table rows on lines of their own, cells
/// apart by " | "; words and their order as in the page.
/// </summary>
internal sealed class HtmlText
{
    private const int LongestBoldHeading = 90;

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<TextSpan>.Builder _headings = ImmutableArray.CreateBuilder<TextSpan>();
    private string? _title;
    private int _breaks;
    private bool _space;
    private int _lists;

    private HtmlText()
    {
    }

    /// <summary>The draft of a page: the headline first, then the words below <paramref name="root"/>.</summary>
    public static ReleaseDraft Draft(string? title, IElement root, StatedFacts facts)
    {
        var page = new HtmlText();
        page.Append(title ?? string.Empty);
        var headline = page._title = page._text.Length == 0 ? null : page._text.ToString();
        page.Break(2);
        page.Children(root);
        return new ReleaseDraft
        {
            Text = page._text.ToString(),
            Headline = headline is null ? null : new Headline(headline, new TextSpan(0, headline.Length)),
            Headings = page._headings.ToImmutable(),
            Facts = facts,
        };
    }

    /// <summary>The words of an element on one line; null when it has none.</summary>
    public static string? Inline(IElement element)
    {
        var inline = new HtmlText();
        inline.Children(element);
        return CanonicalText.OneLine(inline._text.ToString());
    }

    private void Children(INode parent)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText words)
                Append(words.Data);
            else if (node is IElement element && !element.HasAttribute("hidden"))
                Element(element);
        }
    }

    private void Element(IElement element)
    {
        switch (element.LocalName)
        {
            case "script" or "style" or "noscript" or "template" or "svg" or "math" or "head" or "iframe" or "object" or "select" or "textarea" or "input"
                or "button" or "canvas" or "audio" or "video" or "nav" or "aside" or "footer":
                break;
            case "br":
                Break(_breaks == 0 ? 1 : 2);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Heading(element);
                break;
            case "p" when IsBoldLine(element):
                Heading(element);
                break;
            case "ul" or "ol" or "menu":
                List(element);
                break;
            case "tr":
                Row(element);
                break;
            case "pre":
                Preformatted(element);
                break;
            case "p" or "blockquote" or "figure" or "table" or "dl" or "section" or "article" or "header" or "main" or "hr"
                or "address" or "details" or "fieldset":
                Block(element, _lists > 0 ? 1 : 2);
                break;
            case "div" or "li" or "dt" or "dd" or "caption" or "figcaption" or "summary" or "thead" or "tbody" or "tfoot" or "form":
                Block(element, 1);
                break;
            default:
                Children(element);
                break;
        }
    }

    private void Block(IElement element, int breaks)
    {
        Break(breaks);
        Children(element);
        Break(breaks);
    }

    private void List(IElement element)
    {
        Break(_lists++ == 0 ? 2 : 1);
        Children(element);
        Break(--_lists == 0 ? 2 : 1);
    }

    private void Heading(IElement element)
    {
        if (Inline(element) is not { } words || (words == _title && _headings.Count == 0))
            return;
        Break(2);
        var start = _text.Length == 0 ? 0 : _text.Length + _breaks;
        Append(words);
        _headings.Add(new TextSpan(start, _text.Length));
        Break(2);
    }

    // Many pages set their headings as paragraphs in bold.
    private static bool IsBoldLine(IElement element) =>
        element.ChildElementCount == 1 && element.FirstElementChild!.LocalName is "strong" or "b" && Inline(element) is { Length: <= LongestBoldHeading } words
        && words == Inline(element.FirstElementChild) && char.IsLetterOrDigit(words[^1]);

    private void Row(IElement row)
    {
        var cells = row.Children.Where(cell => cell.LocalName is "td" or "th").ToList();
        if (cells.Count < 2 || row.QuerySelector("table") is not null)
        {
            // A table that only lays out the page.
            Block(row, 1);
            return;
        }

        var words = cells.Select(Inline).ToList();
        if (words.TrueForAll(cell => cell is null))
            return;
        Break(1);
        Append(string.Join(" | ", words));
        Break(1);
    }

    private void Preformatted(IElement element)
    {
        Break(2);
        foreach (var line in CanonicalText.Clean(element.TextContent).Split('\n'))
        {
            Append(line);
            Break(line.Length == 0 && _breaks > 0 ? 2 : 1);
        }

        Break(2);
    }

    private void Break(int lines)
    {
        _breaks = Math.Max(_breaks, lines);
        _space = false;
    }

    private void Append(string words)
    {
        foreach (var c in CanonicalText.Clean(words))
        {
            // A byte order mark behind white space, which is not written, would come to the front.
            if (c == '\uFEFF' && _text.Length == 0)
                continue;
            if (c is ' ' or '\n' or '\t' or '\f')
            {
                _space = true;
                continue;
            }

            if (_text.Length > 0 && _breaks > 0)
                _text.Append('\n', _breaks);
            else if (_text.Length > 0 && _space)
                _text.Append(' ');
            (_breaks, _space) = (0, false);
            _text.Append(c);
        }
    }
}
