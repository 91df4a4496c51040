using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReleaseBot.Releases.Facts;

namespace ReleaseBot.Releases.Formats;

/// <summary>What a page states about itself: meta elements, JSON-LD, the time element, the canonical link.</summary>
internal static partial class HtmlFacts
{
    private static readonly string[] DateNames =
    [
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
        "dcterms.created", "pubdate", "publishdate", "publication_date",
    ];

    /// <summary>The facts; null wherever the page says nothing plausible.</summary>
    public static StatedFacts Of(IHtmlDocument document)
    {
        var meta = Meta(document);
        var (date, time) = Published(document, meta);
        return new StatedFacts
        {
            Title = Title(document, meta),
            Date = date,
            Time = time,
            Place = First(meta, "geo.placename", "dcterms.spatial"),
            Issuer = First(meta, "og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "author"),
            Language = CanonicalText.OneLine(document.DocumentElement.GetAttribute("lang")) ?? First(meta, "og:locale", "dc.language", "language"),
            Url = Address(document.QuerySelector("link[rel~=canonical]")?.GetAttribute("href")) ?? Address(First(meta, "og:url")),
        };
    }

    private static Dictionary<string, string> Meta(IHtmlDocument document)
    {
        var meta = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var element in document.QuerySelectorAll("meta[content]"))
        {
            var name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop");
            if (name is not null && CanonicalText.OneLine(element.GetAttribute("content")) is { } content)
                meta.TryAdd(name.Trim(), content);
        }

        return meta;
    }

    private static string? First(Dictionary<string, string> meta, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (meta.TryGetValue(name, out var content))
                return content;
        }

        return null;
    }

    // A page title often carries the site's name; the heading, where both agree, does not.
    private static string? Title(IHtmlDocument document, Dictionary<string, string> meta)
    {
        var headings = document.QuerySelectorAll("h1");
        var heading = headings.Length == 0 ? null : HtmlText.Inline(headings[0]);
        var stated = First(meta, "og:title", "dc.title", "twitter:title") ?? CanonicalText.OneLine(document.Title);
        if (heading is null || stated is null)
            return heading ?? stated;
        return headings.Length == 1 || stated.Contains(heading, StringComparison.OrdinalIgnoreCase) ? heading : stated;
    }

    private static (DateOnly? Date, TimeOnly? Time) Published(IHtmlDocument document, Dictionary<string, string> meta)
    {
        foreach (var stated in DateNames.Select(name => First(meta, name)).Append(FromJsonLd(document)).Concat(TimeElements(document)))
        {
            if (DateText.Parse(stated) is { } date)
                return (date, DateText.TimeOf(stated));
        }

        return (null, null);
    }

    private static string? FromJsonLd(IHtmlDocument document)
    {
        foreach (var script in document.QuerySelectorAll("script[type='application/ld+json']"))
        {
            if (DatePublished().Match(script.TextContent) is { Success: true } match)
                return match.Groups[1].Value;
        }

        return null;
    }

    // The first time element of the article is its date; those in side bars belong to other releases.
    private static IEnumerable<string?> TimeElements(IHtmlDocument document) =>
        document.QuerySelectorAll("time, [itemprop=datePublished]")
            .Where(element => element.Closest("nav, aside, footer") is null)
            .OrderByDescending(element => element.HasAttribute("pubdate") || element.GetAttribute("itemprop") == "datePublished")
            .ThenByDescending(element => element.Closest("article, main, [role=main]") is not null)
            .Take(1)
            .Select(element => element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? HtmlText.Inline(element));

    // A link to the site's front page is a mistake of the site's template, and would make all its pages one release.
    private static string? Address(string? text) =>
        WebAddress.Parse(text) is { } address && new Uri(address).PathAndQuery != "/" ? address : null;

    [GeneratedRegex("\"datePublished\"\\s*:\\s*\"([^\"]{8,40})\"")]
    private static partial Regex DatePublished();
}
