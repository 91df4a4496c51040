using System.Text;
using UtfUnknown;

namespace ReleaseBot.Releases.Formats;

/// <summary>Bytes of a file → text: byte order mark, else strict UTF-8, else the declared or detected encoding.</summary>
internal static class FileText
{
    // Below this the detector guesses; a wrong guess would corrupt every quotation.
    private const float LeastConfidence = 0.5f;
    private const double MostControlBytes = 0.02;
    private const string SaveAsUtf8 = "Save it as UTF-8 and try again.";

    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ("PK\x03\x04"u8.ToArray(), "a zip archive or an office document"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an office document"),
        ("{\\rtf"u8.ToArray(), "an RTF document"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "an image"),
        ([0xFF, 0xD8, 0xFF], "an image"),
        ("GIF8"u8.ToArray(), "an image"),
        ([0x1F, 0x8B], "a compressed file"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
    ];

    static FileText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text, without its byte order mark.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="declared">Name of the encoding the document declares for itself; null when it does not.</param>
    /// <exception cref="ReleaseFormatException">The file is empty, binary, truncated within a character, or of an unknown encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        if (bytes.IsEmpty)
            throw new ReleaseFormatException("The file is empty. Remove it, or save the release's text in it.");
        foreach (var (start, name) in Signatures)
        {
            if (bytes.StartsWith(start))
                throw new ReleaseFormatException($"The file is {name}, not text. Save its text as txt, md or html and try again.");
        }

        if (ByteOrderMark(bytes) is { } marked)
            return Strict(marked.Encoding, bytes[marked.Length..])
                ?? throw new ReleaseFormatException(
                    $"The file is marked as {marked.Encoding.WebName}, but is not valid {marked.Encoding.WebName}; it may be truncated. {SaveAsUtf8}");
        return WithoutMark(bytes, declared);
    }

    private static string WithoutMark(ReadOnlySpan<byte> bytes, string? declared)
    {
        if (Utf16WithoutMark(bytes) is { } utf16)
            return utf16;
        RefuseBinary(bytes);
        if (Strict(Encoding.UTF8, bytes) is { } text)
            return text;
        if (EndsWithinCharacter(bytes))
            throw new ReleaseFormatException("The file ends in the middle of a character: it is truncated. Fetch it again.");
        if (declared is not null && Named(declared) is { } encoding && Strict(encoding, bytes) is { } asDeclared)
            return asDeclared;
        var found = CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected;
        return found?.Encoding is not null && found.Confidence >= LeastConfidence && Strict(found.Encoding, bytes) is { } asDetected
            ? asDetected
            : throw new ReleaseFormatException($"The file's encoding was not recognised. {SaveAsUtf8}");
    }

    private static (Encoding Encoding, int Length)? ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    private static void RefuseBinary(ReadOnlySpan<byte> bytes)
    {
        var nul = bytes.Count((byte)0);
        if (nul == bytes.Length)
            throw new ReleaseFormatException("The file holds only NUL bytes: it was damaged on its way to the disk. Fetch it again.");
        var control = 0;
        foreach (var b in bytes)
            control += b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or (byte)'\v' or 0x1B) ? 1 : 0;
        if (control <= MostControlBytes * bytes.Length)
            return;
        throw new ReleaseFormatException(nul * 2 > control
            ? "The file is full of NUL bytes: it is binary or damaged. Save its text as UTF-8, or fetch it again."
            : "The file is binary, not text. Save its text as txt, md or html and try again.");
    }

    // UTF-16 without a mark: text in it has a zero as every second byte for nearly every ASCII character.
    private static string? Utf16WithoutMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0)
            return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        var pairs = bytes.Length / 2;
        if (odd > 0.4 * pairs && even < 0.01 * pairs)
            return Strict(Encoding.Unicode, bytes);
        return even > 0.4 * pairs && odd < 0.01 * pairs ? Strict(Encoding.BigEndianUnicode, bytes) : null;
    }

    // Valid UTF-8 with characters beyond ASCII, but for a last one that is cut off.
    private static bool EndsWithinCharacter(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 1; cut <= 3 && cut < bytes.Length; cut++)
        {
            var last = bytes[^cut];
            if (last < 0x80)
                return false;
            if (last < 0xC0)
                continue;
            var needed = last >= 0xF0 ? 4 : last >= 0xE0 ? 3 : 2;
            var rest = bytes[..^cut];
            return cut < needed && Strict(Encoding.UTF8, rest) is { } text && text.Length < rest.Length;
        }

        return false;
    }

    private static Encoding? Named(string name)
    {
        try
        {
            // As browsers do: what calls itself Latin-1 or ASCII is Windows-1252.
            return name.Trim().ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii"
                ? Encoding.GetEncoding(1252)
                : Encoding.GetEncoding(name.Trim());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var strict = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
