using ReleaseBot.Releases;

namespace ReleaseBot.Index.Ingestion;

/// <summary>Whether a release may have its id.</summary>
/// <param name="Refusal">Why not, and what to do; null when it may.</param>
/// <param name="IsRepeat">The very same place was read before in this run: overlapping paths.</param>
/// <param name="Superseded">Ids its file had before; they go when it is stored.</param>
internal sealed record IdClaim(string? Refusal, bool IsRepeat, IReadOnlyList<string> Superseded)
{
    public static IdClaim Refused(string reason) => new(reason, false, []);
}

/// <summary>
/// Who owns an id. Two texts under one id would overwrite each other at every ingest, so the first keeps it and the second is
/// reported; only a file that is gone gives its id up. Not safe for concurrent use.
/// </summary>
internal sealed class IdClaims(IReadOnlyDictionary<string, ReleaseFingerprint> stored)
{
    /// <summary>Source of releases that came through the API; no file can stand in for them.</summary>
    public const string Api = "api";

    private static readonly IdClaim _repeat = new(null, true, []);

    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(SourcePaths.Comparer);
    private readonly ILookup<string, string> _idsBySource =
        stored.Values.ToLookup(release => release.Source, release => release.ReleaseId, SourcePaths.Comparer);

    /// <summary>Claims the release's id for the place it was read at.</summary>
    public IdClaim Claim(Release release, int? line)
    {
        var (id, source) = (release.Id, release.Source);
        var place = line is null ? source : $"{source} line {line}";
        if (!_read.Add(place))
        {
            return _repeat;
        }

        if (!_places.TryAdd(id, place))
        {
            return IdClaim.Refused(
                $"Its id \"{id}\" is already that of {_places[id]}, read in this run. " +
                "Give one of them another id, or delete the one that is out of date.");
        }

        return RefusalByStored(id, source) is { } refusal
            ? IdClaim.Refused(refusal)
            : new IdClaim(null, false, SupersededBy(id, source, line));
    }

    private string? RefusalByStored(string id, string source)
    {
        if (!stored.TryGetValue(id, out var owner) || SourcePaths.Same(owner.Source, source))
        {
            return null;
        }

        if (string.Equals(owner.Source, Api, StringComparison.Ordinal))
        {
            return $"Its id \"{id}\" is already that of a release that came through the API. " +
                "Delete that one (DELETE /api/releases/{id}) or give this one another id.";
        }

        return File.Exists(owner.Source)
            ? $"Its id \"{id}\" is already that of {owner.Source}. Delete that file and ingest again, or give one of them another id: " +
                "by its name, by its folder below the ingested one, or by an \"id\" it states."
            : null;
    }

    // A document holds one release. When it is stored under other ids (it states another now, or another folder above it was
    // ingested), those are older names of the same file. Lines of a jsonl file and the API's releases say nothing about each other.
    private IReadOnlyList<string> SupersededBy(string id, string source, int? line) =>
        line is not null || string.Equals(source, Api, StringComparison.Ordinal)
            ? []
            : [.. _idsBySource[source].Where(other => other != id && !_places.ContainsKey(other))];
}
