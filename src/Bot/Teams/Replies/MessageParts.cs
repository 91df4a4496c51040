using System.Text.Encodings.Web;
using System.Text.Json;
using ReleaseBot.Answers;

namespace ReleaseBot.Teams.Replies;

/// <summary>A message's text and the citations its markers name, numbered from 1 without gaps.</summary>
internal sealed record MessagePart(string Text, IReadOnlyList<(int Number, Citation Citation)> Citations);

/// <summary>Splits an answer into messages that the channel takes.</summary>
internal static class MessageParts
{
    /// <summary>Most citations of a message; one more, and the whole message is refused.</summary>
    public const int MostCitations = 10;

    // Of the 40,000 an activity may have; the rest is for citations, cards and addresses.
    private const int LongestText = 20_000;

    /// <summary>The parts, in order; one unless the answer is very long or cites very much.</summary>
    public static IReadOnlyList<MessagePart> Of(IReadOnlyList<Paragraph> paragraphs, IReadOnlyList<Citation> citations)
    {
        var groups = new List<List<Paragraph>> { new() };
        foreach (var paragraph in paragraphs.Select(paragraph => WithFewCitations(paragraph, citations)))
        {
            if (groups[^1].Count > 0 && !Fits([.. groups[^1], paragraph]))
            {
                groups.Add([]);
            }

            groups[^1].Add(paragraph);
        }

        return [.. groups.Select(group => Part(group, citations))];
    }

    private static bool Fits(IReadOnlyList<Paragraph> group) =>
        group.SelectMany(paragraph => paragraph.Cited).Distinct().Count() <= MostCitations
        && JsonEncodedText.Encode(Paragraph.Text(group, Paragraph.Marker), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value.Length <= LongestText;

    private static MessagePart Part(IReadOnlyList<Paragraph> group, IReadOnlyList<Citation> citations)
    {
        var cited = group.SelectMany(paragraph => paragraph.Cited).Distinct().ToList();
        // Numbers that are whole as they are stay, so that a text already streamed goes on as it began.
        if (cited.Order().SequenceEqual(Enumerable.Range(1, cited.Count)))
        {
            cited.Sort();
        }

        return new MessagePart(
            Paragraph.Text(group, number => Paragraph.Marker(cited.IndexOf(number) + 1)),
            [.. cited.Select((number, index) => (index + 1, citations.First(citation => citation.Number == number)))]);
    }

    // A single paragraph with more citations than a message may have names the others in words.
    private static Paragraph WithFewCitations(Paragraph paragraph, IReadOnlyList<Citation> citations)
    {
        var kept = paragraph.Cited.Take(MostCitations).ToHashSet();
        return paragraph.Cited.Count() <= MostCitations ? paragraph : paragraph with
        {
            Segments =
            [
                .. paragraph.Segments.Select(segment => segment.Citation == 0 || kept.Contains(segment.Citation)
                    ? segment
                    : new Segment($"({Markdown.Escape(citations.First(each => each.Number == segment.Citation).Title, false)})", 0)),
            ],
        };
    }
}
