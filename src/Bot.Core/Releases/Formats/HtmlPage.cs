using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SmartReader;

namespace ReleaseBot.Releases.Formats;

/// <summary>html: AngleSharp for the tree, SmartReader to tell the article from the page around it.</summary>
internal static class HtmlPage
{
    // An extraction that keeps less than this share of the page's own <article> or <main> has lost some of the release.
    private const double LeastKept = 0.7;

    // SmartReader's time grows with the square of the elements: 10,000 take about a second. Pages have some 2,000.
    private const int MostElements = 10_000;

    // SmartReader resolves links against it; nothing is ever fetched.
    private const string NoAddress = "https://release.invalid/";

    /// <summary>The draft of a page.</summary>
    /// <exception cref="ReleaseFormatException">It is truncated, nested too deeply, or has no readable text.</exception>
    public static ReleaseDraft Read(string html, CancellationToken cancellationToken)
    {
        HtmlScan.RefuseTruncated(html);
        using var document = new HtmlParser().ParseDocument(html);
        HtmlScan.RefuseDeepNesting(document);
        cancellationToken.ThrowIfCancellationRequested();
        var facts = HtmlFacts.Of(document);
        if (Container(document) is not { } container)
            throw new ReleaseFormatException("The page has no body. Save it again.");
        var whole = HtmlText.Draft(facts.Title, container, facts);
        cancellationToken.ThrowIfCancellationRequested();
        var article = document.All.Length <= MostElements ? Article(document, facts) : null;
        if (article is null)
            return Readable(whole);
        var isMarked = container is not IHtmlBodyElement;
        return isMarked && Letters(article.Text) < LeastKept * Letters(whole.Text) ? Readable(whole) : article;
    }

    // The page's own mark of what is the release: its only <article>, else its <main>, else all of it.
    private static IElement? Container(IHtmlDocument document)
    {
        var articles = document.QuerySelectorAll("article");
        return articles.Length == 1 ? articles[0] : document.QuerySelector("main, [role=main]") ?? document.Body;
    }

    // SmartReader changes the document it is given, so it comes last.
    private static ReleaseDraft? Article(IHtmlDocument document, StatedFacts facts)
    {
        using var reader = new Reader(NoAddress, document) { DisableJSONLD = true };
        var article = reader.GetArticle();
        if (!article.Completed || !article.IsReadable || string.IsNullOrWhiteSpace(article.Content))
            return null;
        using var content = new HtmlParser().ParseDocument(article.Content);
        return content.Body is { } body ? HtmlText.Draft(facts.Title, body, facts) : null;
    }

    private static ReleaseDraft Readable(ReleaseDraft draft)
    {
        var bodyStart = draft.Headline?.Span.End ?? 0;
        return CanonicalText.HasWords(draft.Text[bodyStart..])
            ? draft
            : throw new ReleaseFormatException(
                "The page has no readable text; it may fill itself by script. Save the page from a browser, or its text as txt.");
    }

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);
}
