namespace ReleaseBot.Index.Ingestion;

/// <summary>Finds the stored releases whose file is gone. Cautious: what could not be read is not gone.</summary>
internal sealed class Pruning
{
    private readonly IReadOnlyList<string> _paths;
    private readonly HashSet<string> _unreadable = new(SourcePaths.Comparer);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <param name="paths">The ingested paths; a missing one (an unmounted disk, a typing error) prunes nothing at all.</param>
    /// <exception cref="DirectoryNotFoundException">One of <paramref name="paths"/> is missing.</exception>
    public Pruning(IEnumerable<string> paths)
    {
        _paths = [.. paths.Select(Path.GetFullPath)];
        var missing = _paths.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path));
        if (missing is not null)
        {
            throw new DirectoryNotFoundException(
                $"\"{missing}\" does not exist, so nothing is pruned: it may be a disk that is not mounted. " +
                "Check the path; to remove the releases of a folder that is really gone, ingest an empty folder of that name with --prune.");
        }
    }

    /// <summary>Notes a release that is still there.</summary>
    public void Saw(string releaseId) => _seen.Add(releaseId);

    /// <summary>Notes a file or folder that could not be read whole; nothing at or below it is removed.</summary>
    public void CouldNotRead(string source) => _unreadable.Add(source);

    /// <summary>The releases to remove, by id.</summary>
    public IEnumerable<ReleaseFingerprint> Gone(IEnumerable<ReleaseFingerprint> stored) => stored
        .Where(release => !_seen.Contains(release.ReleaseId))
        .Where(release => _paths.Any(path => SourcePaths.IsUnder(release.Source, path)))
        .Where(release => !_unreadable.Any(source => SourcePaths.IsUnder(release.Source, source)))
        .OrderBy(release => release.ReleaseId, StringComparer.Ordinal);
}
