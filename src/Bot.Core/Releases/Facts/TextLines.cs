using System.Collections.Immutable;

namespace ReleaseBot.Releases.Facts;

/// <summary>The lines of a canonical text that are not blank.</summary>
internal static class TextLines
{
    /// <summary>Lines with words, trimmed, in order.</summary>
    public static ImmutableArray<TextLine> Of(string text)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>();
        var blankBefore = true;
        for (var start = 0; start < text.Length;)
        {
            var newline = text.IndexOf('\n', start);
            var end = newline < 0 ? text.Length : newline;
            var span = Trim(text, start, end);
            if (span.Length > 0)
                lines.Add(new TextLine(span, blankBefore));
            blankBefore = span.Length == 0;
            start = end + 1;
        }

        return lines.ToImmutable();
    }

    private static TextSpan Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new TextSpan(start, end);
    }
}

/// <summary>A line without the white space around it.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="BlankBefore">Whether it opens the text or a paragraph.</param>
internal readonly record struct TextLine(TextSpan Span, bool BlankBefore)
{
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Span.Start, Span.Length);

    /// <summary>Whether the line ends a sentence, a closing quote or bracket after it notwithstanding.</summary>
    public bool EndsSentence(string text)
    {
        var line = Of(text).TrimEnd("\"'”’»)]*_");
        return line.Length > 0 && line[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '۔';
    }
}
