using System.Text;
using System.Text.Json;

namespace ReleaseBot.Releases.Formats;

/// <summary>One line of a jsonl file → release.</summary>
internal static class JsonLine
{
    /// <summary>The release of the line.</summary>
    /// <exception cref="ReleaseFormatException">The line is not JSON of the expected form, or the release it describes cannot be read.</exception>
    public static Release Read(Memory<byte> line, string source)
    {
        ReleaseDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(WithoutLoneSurrogates(line.Span), ReleaseJson.Default.ReleaseDocument);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw new ReleaseFormatException(Complaint(line.Span, error), error);
        }

        return (document ?? throw new ReleaseFormatException("The line is \"null\". Write one JSON object per line.")).ToRelease(source);
    }

    private static string Complaint(ReadOnlySpan<byte> line, Exception error)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line))
            return "The line is not valid UTF-8. Save the file as UTF-8 and try again.";
        if (line.IndexOfAnyExcept((byte)0) < 0)
            return "The line holds only NUL bytes: the file was damaged on its way to the disk. Fetch it again.";
        if (line.TrimStart(" \t"u8) is not [(byte)'{', ..])
            return "The line is not a JSON object. Write one JSON object per line.";
        if (error is JsonException { Path: { Length: > 1 } path } && error.InnerException is not JsonException)
            return $"The field \"{path.TrimStart('$', '.')}\" has a value of the wrong kind. Strings are expected, and a list of strings for \"issuer\".";
        var reason = error.Message.Split(". ")[0].TrimEnd('.');
        return line[^1] == (byte)'}'
            ? $"The line is not valid JSON: {reason}. Correct it, or write the file again."
            : $"The line ends before its JSON does: the file is truncated. Fetch it again. ({reason}.)";
    }

    /// <summary>
    /// Drops \uD800–\uDFFF escapes that are not one of a pair: JSON permits them, text does not, and the parser would refuse
    /// the whole line for one.
    /// </summary>
    private static Span<byte> WithoutLoneSurrogates(Span<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
            return json;
        var length = 0;
        for (var i = 0; i < json.Length;)
        {
            var step = json[i] == (byte)'\\' ? Escape(json[i..]) : 1;
            if (step > 0)
            {
                json.Slice(i, step).CopyTo(json[length..]);
                length += step;
            }

            i += Math.Abs(step);
        }

        return json[..length];
    }

    // Bytes of the escape to keep: a pair of surrogates is 12, a lone one is -6 (to drop).
    private static int Escape(ReadOnlySpan<byte> at)
    {
        if (CodeUnit(at) is not { } first)
            return Math.Min(2, at.Length);
        if (!char.IsSurrogate(first))
            return 6;
        return char.IsHighSurrogate(first) && CodeUnit(at[6..]) is { } second && char.IsLowSurrogate(second) ? 12 : -6;
    }

    private static char? CodeUnit(ReadOnlySpan<byte> at) =>
        at.Length >= 6 && at[0] == (byte)'\\' && at[1] == (byte)'u'
        && ushort.TryParse(at.Slice(2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit)
            ? (char)unit
            : null;
}
