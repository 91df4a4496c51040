using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Generation;

/// <summary>A sentence as the model wrote it.</summary>
/// <param name="Text">Its words, without markers and formatting.</param>
/// <param name="Markers">The source numbers it names.</param>
/// <param name="IsItem">Whether it is an item of a list.</param>
internal sealed record DraftSentence(string Text, ImmutableArray<int> Markers, bool IsItem);

/// <summary>Cuts a stream of text into sentences; one is handed on when the next one has begun.</summary>
internal sealed partial class SentenceStream
{
    private readonly StringBuilder _rest = new();

    /// <summary>The sentences that <paramref name="text"/> completes.</summary>
    public IReadOnlyList<DraftSentence> Add(string text)
    {
        _rest.Append(text);
        var held = _rest.ToString();
        // Markers may still follow the last full stop, and the last word may go on.
        var settled = held[..^Unsettled().Match(held).Length];
        var spans = Split(Joined(settled));
        if (spans.Count < 2)
        {
            return [];
        }

        var done = spans[..^1];
        _rest.Clear().Append(spans[^1]).Append(held, settled.Length, held.Length - settled.Length);
        return [.. done.Select(Read).OfType<DraftSentence>()];
    }

    /// <summary>What is left at the end.</summary>
    public IReadOnlyList<DraftSentence> End()
    {
        var left = Split(Joined(_rest.ToString()));
        _rest.Clear();
        return [.. left.Select(Read).OfType<DraftSentence>()];
    }

    // A marker behind the full stop belongs before it; a list's numbers are no sentences; an open quotation goes on.
    private static string Joined(string text) => Behind().Replace(Numbering().Replace(text, "- "), match => " " + match.Groups["markers"].Value.Trim() + match.Groups["stop"].Value + " ");

    private static List<string> Split(string text)
    {
        var sentences = new List<string>();
        foreach (var span in SentenceSplitter.Split(text, new TextSpan(0, text.Length)))
        {
            var sentence = span.Of(text);
            if (sentences.Count > 0 && IsOpen(sentences[^1]))
            {
                sentences[^1] += " " + sentence;
            }
            else
            {
                sentences.Add(sentence);
            }
        }

        return sentences;
    }

    private static bool IsOpen(string sentence) => sentence.Count(letter => letter == '“') > sentence.Count(letter => letter == '”')
        || sentence.Count(letter => letter == '«') > sentence.Count(letter => letter == '»') || sentence.Count(letter => letter == '"') % 2 == 1;

    private static DraftSentence? Read(string sentence)
    {
        var markers = ImmutableArray.CreateBuilder<int>();
        foreach (Match match in Marker().Matches(sentence))
        {
            foreach (Match number in Digits().Matches(match.Value))
            {
                markers.Add(int.TryParse(number.Value, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue);
            }
        }

        var isItem = Item().IsMatch(sentence);
        var words = Formatting().Replace(Item().Replace(Marker().Replace(sentence, ""), ""), "");
        words = Blank().Replace(BeforeStop().Replace(words, "$1"), " ").Trim();
        return words.Any(char.IsLetterOrDigit) ? new DraftSentence(words, [.. markers.Distinct()], isItem) : null;
    }

    private const string OneMarker = @"(?:\[(?:sources?\s*|\^)?\d{1,4}(?:\s*[,;&–-]\s*\d{1,4})*\]|【\d{1,4}[^】]{0,12}】)";

    [GeneratedRegex(OneMarker, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\d{1,4}", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex($@"(?<stop>[.!?…][""'”’»)]*)(?<markers>(?:\s*{OneMarker})+)[.,;]?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"(?m)^[ \t]*(?:\d{1,2}[.)]|[*•–])[ \t]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^\s*-\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"\*\*|__|^#{1,6}\s+|`", RegexOptions.CultureInvariant)]
    private static partial Regex Formatting();

    [GeneratedRegex(@"\s+([.,;:!?…])", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeStop();

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"[.!?…]?[""'”’»)]*(?:\s*(?:\[[^\]]{0,20}\]|【[^】]{0,20}】))*\s*(?:\[[^\]]{0,20}|【[^】]{0,20})?$|\n\s*\d{0,2}[.)]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Unsettled();
}
