using Microsoft.Extensions.Logging;

namespace ReleaseBot.Releases;

/// <summary>Files below paths, in ordinal order. Links to folders are followed, but never in circles.</summary>
internal sealed class FileWalk(ILogger logger)
{
    private const string Types = ".txt, .md, .markdown, .html, .htm or .jsonl";

    /// <summary>Every readable file, and an error for every path that cannot be followed.</summary>
    public IEnumerable<FoundFile> Find(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var file in FindAt(path, cancellationToken))
                yield return file;
        }
    }

    private IEnumerable<FoundFile> FindAt(string path, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
            return [new FoundFile(path, path, FileFormat.None, "The path is empty or has a NUL in it. Name a file or a folder.")];
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(full))
        {
            var root = new DirectoryInfo(full);
            return Walk(root, root, [Real(root) ?? full], [], cancellationToken);
        }

        if (Missing(full) is { } missing)
            return [new FoundFile(full, full, FileFormat.None, missing)];
        var format = FormatOf(full);
        var error = format == FileFormat.None ? $"Files of this type are not read. Save it as {Types}." : null;
        return [new FoundFile(full, Path.GetFileName(full), format, error)];
    }

    // `chain` holds the real folders from the root down to this one, `seen` the folders reached through links.
    private IEnumerable<FoundFile> Walk(DirectoryInfo root, DirectoryInfo folder, List<string> chain, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var (entries, error) = Entries(folder);
        if (error is not null)
            yield return new FoundFile(folder.FullName, folder.FullName, FileFormat.None, error);
        var skipped = 0;
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.LinkTarget is not null && LinkError(entry) is { } linkError)
            {
                if (entry is DirectoryInfo || FormatOf(entry.Name) != FileFormat.None)
                    yield return new FoundFile(entry.FullName, entry.FullName, FileFormat.None, linkError);
            }
            else if (entry is DirectoryInfo child)
            {
                foreach (var file in Descend(root, child, chain, seen, cancellationToken))
                    yield return file;
            }
            else if (FormatOf(entry.Name) is var format && format != FileFormat.None)
            {
                yield return new FoundFile(entry.FullName, Path.GetRelativePath(root.FullName, entry.FullName).Replace('\\', '/'), format);
            }
            else
            {
                skipped++;
            }
        }

        if (skipped > 0)
            Log.SkippedFiles(logger, skipped, folder.FullName);
    }

    private IEnumerable<FoundFile> Descend(
        DirectoryInfo root, DirectoryInfo child, List<string> chain, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var real = child.LinkTarget is null ? Path.Combine(chain[^1], child.Name) : Real(child) ?? child.FullName;
        if (child.LinkTarget is not null)
        {
            if (chain.Contains(real))
                return [new FoundFile(child.FullName, child.FullName, FileFormat.None, "The link leads back to a folder that contains it. Remove the link.")];
            // What lies below the root is read where it lies; what lies elsewhere is read once.
            if (IsBelow(real, chain[0]) || !seen.Add(real))
                return [];
        }

        return Walk(root, child, [.. chain, real], seen, cancellationToken);
    }

    private static (IReadOnlyList<FileSystemInfo> Entries, string? Error) Entries(DirectoryInfo folder)
    {
        try
        {
            var entries = folder.GetFileSystemInfos();
            Array.Sort(entries, (left, right) => string.CompareOrdinal(left.Name, right.Name));
            return (entries, null);
        }
        catch (UnauthorizedAccessException)
        {
            return ([], "No permission to open the folder. Grant read access to it, or leave it out.");
        }
        catch (IOException error)
        {
            return ([], $"The folder could not be opened ({error.Message}). Check the disk and the path.");
        }
    }

    private static string? LinkError(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } ? null : "The link points to nothing. Mend or remove it.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "The link leads in a circle or cannot be followed. Mend or remove it.";
        }
    }

    private static string? Real(DirectoryInfo folder)
    {
        try
        {
            return Path.TrimEndingDirectorySeparator(folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? Missing(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
            return LinkError(file);
        return file.Exists ? null : "There is no such file or folder. Check the path.";
    }

    private static FileFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".txt" => FileFormat.PlainText,
        ".md" or ".markdown" => FileFormat.Markdown,
        ".html" or ".htm" => FileFormat.Html,
        ".jsonl" => FileFormat.JsonLines,
        _ => FileFormat.None,
    };
}
