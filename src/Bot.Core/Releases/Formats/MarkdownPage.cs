using AngleSharp.Html.Parser;
using Markdig;
using ReleaseBot.Releases.Facts;

namespace ReleaseBot.Releases.Formats;

/// <summary>md: YAML front matter for the facts, Markdig for the structure.</summary>
internal static class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseGridTables().UseEmphasisExtras().UseAutoLinks().Build();

    /// <summary>The draft; the headline is the front matter's title, else a heading that opens the text.</summary>
    /// <exception cref="ReleaseFormatException">The front matter is not YAML, or the text is nested too deeply.</exception>
    public static ReleaseDraft Read(string text, CancellationToken cancellationToken)
    {
        var (fields, body) = FrontMatter.Split(CanonicalText.Clean(text));
        var facts = Facts(fields);
        var html = ToHtml(body);
        HtmlScan.RefuseDeepNesting(html);
        using var document = new HtmlParser().ParseDocument(html);
        HtmlScan.RefuseDeepNesting(document);
        cancellationToken.ThrowIfCancellationRequested();
        if (document.Body is not { } root)
            throw new ReleaseFormatException("It holds no readable text. Remove it, or save the release's text in it.");
        var opening = root.FirstElementChild;
        var title = facts.Title ?? (opening?.LocalName is "h1" or "h2" or "h3" ? HtmlText.Inline(opening) : null);
        return HtmlText.Draft(title, root, facts);
    }

    private static string ToHtml(string body)
    {
        try
        {
            return Markdown.ToHtml(body, Pipeline);
        }
        catch (ArgumentException error)
        {
            // Markdig's own limit of 128 levels.
            throw new ReleaseFormatException("The Markdown is nested too deeply. Flatten its lists and quotations.", error);
        }
    }

    private static StatedFacts Facts(IReadOnlyDictionary<string, string> fields)
    {
        string? Field(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (fields.TryGetValue(name, out var value))
                    return value;
            }

            return null;
        }

        var date = Field("date", "published", "publishdate", "pubdate", "released");
        return new StatedFacts
        {
            Id = Field("id"),
            Title = Field("title", "headline"),
            Date = DateText.Parse(date),
            Time = DateText.TimeOf(date),
            Place = Field("place", "city", "location"),
            Issuer = Field("issuer", "organisation", "organization", "publisher", "author"),
            Language = Field("lang", "language"),
            Url = WebAddress.Parse(Field("url", "link", "canonical")),
        };
    }
}
