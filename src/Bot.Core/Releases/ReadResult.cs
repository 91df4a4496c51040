namespace ReleaseBot.Releases;

/// <summary>What became of one file, or of one line of a jsonl file: a release or an error, never both.</summary>
/// <param name="Source">Full path of the file; of the folder or link where that could not be read.</param>
/// <param name="Line">Line of the jsonl file, from 1; null for other files and for errors of the whole file.</param>
/// <param name="Release">The release, null on error.</param>
/// <param name="Error">What is wrong and what to do about it, for users; null when there is a release.</param>
public sealed record ReadResult(string Source, int? Line, Release? Release, string? Error)
{
    internal static ReadResult Failed(string source, string error, int? line = null) => new(source, line, null, error);

    internal static ReadResult Read(Release release, int? line = null) => new(release.Source, line, release, null);
}
