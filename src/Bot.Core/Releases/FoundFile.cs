namespace ReleaseBot.Releases;

/// <summary>A file to read, or a path that could not be followed.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Id">Path below the ingested folder with forward slashes; the file's name where it was named directly.</param>
/// <param name="Format">How to read it.</param>
/// <param name="Error">Why it cannot be read, for users; null when it can.</param>
internal sealed record FoundFile(string Path, string Id, FileFormat Format, string? Error = null);

/// <summary>How a file is read.</summary>
internal enum FileFormat
{
    None,
    PlainText,
    Markdown,
    Html,
    JsonLines,
}
