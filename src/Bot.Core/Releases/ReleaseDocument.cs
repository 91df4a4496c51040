using System.Text.Json.Serialization;
using ReleaseBot.Releases.Facts;
using ReleaseBot.Releases.Formats;

namespace ReleaseBot.Releases;

/// <summary>A release as JSON: a line of a jsonl file, or the body of an API request. Unknown fields are ignored.</summary>
public sealed record ReleaseDocument
{
    private const int LongestId = 2000;

    /// <summary>Stable identity, a string or a number; without it the url serves.</summary>
    [JsonPropertyName("id")]
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>The headline; without it the first line of the text serves.</summary>
    [JsonPropertyName("title")]
    public string? Title { get; init; }

    /// <summary>Day of publication: ISO 8601 with or without a time, or as people write it ("25 January 2024").</summary>
    [JsonPropertyName("date")]
    public string? Date { get; init; }

    /// <summary>The body; paragraphs are apart by blank lines.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Who published it: a list of names, or one name.</summary>
    [JsonPropertyName("issuer")]
    [JsonConverter(typeof(TextOrListConverter))]
    public IReadOnlyList<string>? Issuer { get; init; }

    /// <summary>Language as catalogued ("en", "en-GB"); a long text that is surely in another one overrules it.</summary>
    [JsonPropertyName("lang")]
    public string? Lang { get; init; }

    /// <summary>Address of the official page, http or https.</summary>
    [JsonPropertyName("url")]
    public string? Url { get; init; }

    /// <summary>Place of publication.</summary>
    [JsonPropertyName("city")]
    public string? City { get; init; }

    /// <summary>Place of publication, another name for <c>city</c>.</summary>
    [JsonPropertyName("place")]
    public string? Place { get; init; }

    /// <summary>Opening paragraph; stands between headline and text unless the text holds it already.</summary>
    [JsonPropertyName("lead")]
    public string? Lead { get; init; }

    /// <summary>Kind of paper ("Memorandum"); read, not kept.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>
    /// The release: its canonical text is the title, the lead unless the text holds it, and the text, with a blank line
    /// between them; of these only \r, NUL and lone surrogates are altered.
    /// </summary>
    /// <param name="source">Where the document came from.</param>
    /// <exception cref="ReleaseFormatException">No id and no url, no text, a date or url that cannot be read; the message says which.</exception>
    public Release ToRelease(string source = "api")
    {
        var url = WebAddress.Parse(Url);
        if (url is null && !string.IsNullOrWhiteSpace(Url))
            throw new ReleaseFormatException($"\"url\" is not an http(s) address: \"{Shorten(Url)}\". Give the whole address, or leave it out.");
        var id = Id is null ? null : CanonicalText.Clean(Id);
        if (id is { Length: > LongestId })
            throw new ReleaseFormatException($"\"id\" has {id.Length} characters; give one of at most {LongestId}.");
        if (string.IsNullOrWhiteSpace(id) && (id = url) is null)
            throw new ReleaseFormatException("\"id\" is missing. Give each release an \"id\" (or a \"url\") that stays the same.");
        var (text, headline) = Canonical();
        return ReleaseAssembly.Complete(new ReleaseDraft { Text = text, Headline = headline, Facts = Facts(id, url) }, source, id);
    }

    private (string Text, Headline? Headline) Canonical()
    {
        var body = CanonicalText.Clean(Text ?? string.Empty);
        var lead = CanonicalText.Clean(Lead ?? string.Empty);
        if (!CanonicalText.HasWords(body) && !CanonicalText.HasWords(lead))
            throw new ReleaseFormatException("\"text\" is missing or empty. Give the release's words in \"text\".");
        if (!string.IsNullOrWhiteSpace(lead) && !body.Contains(lead.Trim(), StringComparison.Ordinal))
            body = lead + "\n\n" + body;
        return CanonicalText.OneLine(Title) is { } title
            ? (title + "\n\n" + body, new Headline(title, new TextSpan(0, title.Length)))
            : (CanonicalText.Clean(body), null);
    }

    private StatedFacts Facts(string id, string? url)
    {
        var date = DateText.Parse(Date);
        if (date is null && !string.IsNullOrWhiteSpace(Date))
            throw new ReleaseFormatException($"\"date\" is not a date: \"{Shorten(Date)}\". Write it as YYYY-MM-DD, or leave it out.");
        var issuers = (Issuer ?? []).Select(CanonicalText.OneLine).OfType<string>().Distinct();
        return new StatedFacts
        {
            Id = id,
            Date = date,
            Time = DateText.TimeOf(Date),
            Place = CanonicalText.OneLine(City) ?? CanonicalText.OneLine(Place),
            Issuer = CanonicalText.OneLine(string.Join("; ", issuers)),
            Language = Lang,
            Url = url,
        };
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
