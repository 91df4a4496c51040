using System.Collections.Immutable;
using System.Globalization;

namespace ReleaseBot.Teams.Replies;

/// <summary>A piece of a paragraph: markdown, or a citation's number where <paramref name="Citation"/> is not 0.</summary>
internal readonly record struct Segment(string Text, int Citation);

/// <summary>A paragraph of an answer.</summary>
/// <param name="Segments">Its pieces.</param>
/// <param name="IsItem">Whether it is an item of a list.</param>
internal sealed record Paragraph(ImmutableArray<Segment> Segments, bool IsItem)
{
    /// <summary>Numbers of the citations it refers to, in order.</summary>
    public IEnumerable<int> Cited => Segments.Where(segment => segment.Citation > 0).Select(segment => segment.Citation).Distinct();

    /// <summary>A paragraph without citations.</summary>
    public static Paragraph Of(string markdown) => new([new Segment(markdown, 0)], false);

    /// <summary>Paragraphs as text; items of a list stand close together.</summary>
    /// <param name="paragraphs">The paragraphs.</param>
    /// <param name="marker">What stands for a citation's number.</param>
    public static string Text(IReadOnlyList<Paragraph> paragraphs, Func<int, string> marker)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            text.Append(i == 0 ? "" : paragraphs[i].IsItem && paragraphs[i - 1].IsItem ? "\n" : "\n\n");
            foreach (var segment in paragraphs[i].Segments)
            {
                text.Append(segment.Citation > 0 ? marker(segment.Citation) : segment.Text);
            }
        }

        return text.ToString();
    }

    /// <summary>The marker of a number as it is.</summary>
    public static string Marker(int number) => string.Create(CultureInfo.InvariantCulture, $"[{number}]");
}
