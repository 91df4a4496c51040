using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseBot.Releases;

public sealed partial class ReleaseReader
{
    private static (FileStream? Stream, string? Error) Open(string path)
    {
        try
        {
            const FileOptions options = FileOptions.Asynchronous | FileOptions.SequentialScan;
            return (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, options), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, Access(error));
        }
    }

    private static string Access(Exception error) => error switch
    {
        UnauthorizedAccessException => "No permission to read the file. Grant read access to it, or leave it out.",
        FileNotFoundException or DirectoryNotFoundException => "The file is gone. Check the path.",
        _ => $"The file could not be read ({error.Message}). Check the disk and try again.",
    };

    private string Complaint(string path, Exception error)
    {
        if (error is ReleaseFormatException)
            return error.Message;
        if (error is IOException or UnauthorizedAccessException)
            return Access(error);
        Log.Unexpected(_logger, error, path);
        return $"The file could not be understood ({error.GetType().Name}). Save its text as txt and try again; please report the file.";
    }

    private string TooLarge(string what) =>
        $"{what} is larger than {_maxBytes} bytes. Split it, or raise {ReleasesOptions.Section}:{nameof(ReleasesOptions.MaxReleaseBytes)}.";

    private ReadResult Failed(string path, string error, int? line = null)
    {
        Log.Unreadable(_logger, path, error);
        return ReadResult.Failed(path, error, line);
    }

    private ReadResult Read(Release release, int? line = null)
    {
        Log.ReadRelease(_logger, release.Source, release.Text.Length, release.Language);
        return ReadResult.Read(release, line);
    }

    // As browsers do: a charset within the first 1024 bytes.
    private static string? DeclaredEncoding(ReadOnlySpan<byte> html) =>
        Charset().Match(Encoding.Latin1.GetString(html[..Math.Min(html.Length, 1024)])) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""<meta[^>]{1,200}?charset\s*=\s*["']?([\w.:-]{2,30})""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();
}
