using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>
/// An answer as a chat message in Markdown. What came from releases or models stays words: it cannot become a link, an image or HTML.
/// </summary>
internal sealed partial class ChatText
{
    private char _last;

    /// <summary>The next part of the answer's own words.</summary>
    public string Next(string part)
    {
        var text = new StringBuilder(part.Length);
        foreach (var character in part)
        {
            // "](", "][" and "]:" make links, images and the addresses they name; "<" makes HTML. A marker such as [1] stays as it is.
            if (character == '<' || (_last == ']' && character is '(' or '[' or ':'))
            {
                text.Append('\\');
            }

            text.Append(character);
            _last = character;
        }

        return text.ToString();
    }

    /// <summary>What stands below the answer's own words: what they cite, or the releases nearest to the question.</summary>
    public static string Below(Answer answer) => answer.Answered
        ? List("Sources", answer.Citations.Select(cited => $"[{cited.Number}] {Heading(cited.Title, cited.Date, cited.Link ?? cited.Url)}{Quote(answer, cited)}"))
        : List("Nearest releases", answer.Nearest.Select(near => Heading(near.Title, near.Date, near.Url)));

    /// <summary>The markers in <paramref name="content"/>, <paramref name="from"/> that character on, whose citations have an address.</summary>
    public static ImmutableArray<ChatAnnotation> Annotations(Answer answer, string content, int from = 0)
    {
        var linked = answer.Citations.Where(cited => (cited.Link ?? cited.Url) is not null).ToDictionary(cited => cited.Number);
        return
        [
            .. Marker().Matches(content, from)
                .Where(marker => linked.ContainsKey(Number(marker)))
                .Select(marker => (Cited: linked[Number(marker)], marker.Index, End: marker.Index + marker.Length))
                .Select(at => new ChatAnnotation(
                    "url_citation", new ChatUrlCitation(at.Cited.Link ?? at.Cited.Url!, at.Cited.Title, at.Index, at.End))),
        ];
    }

    private static int Number(Match marker) => int.TryParse(marker.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string List(string heading, IEnumerable<string> items)
    {
        var lines = string.Join('\n', items.Select(item => "- " + item));
        return lines.Length == 0 ? string.Empty : $"\n\n{heading}:\n\n{lines}";
    }

    // An extractive answer is its quotations; they need not be said twice.
    private static string Quote(Answer answer, Citation cited) => answer.Text.Contains(cited.Quote, StringComparison.Ordinal)
        ? string.Empty
        : $": “{Escape(cited.Quote)}”";

    private static string Heading(string title, DateOnly? date, string? address)
    {
        var name = Escape(title);
        var linked = address is null ? name : $"[{name}]({address.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})";
        return date is null ? linked : $"{linked}, {date.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";
    }

    private static string Escape(string text) => Special().Replace(text.ReplaceLineEndings(" "), @"\$0");

    [GeneratedRegex(@"[\\<\[\]]")]
    private static partial Regex Special();

    [GeneratedRegex(@"\[(\d{1,4})\]")]
    private static partial Regex Marker();
}
