namespace ReleaseBot.Index.Ingestion;

/// <summary>
/// Who owns an id. Two texts under one id would overwrite each other at every ingest, so the first keeps it and the second is
/// reported; only a file that is gone gives its id up. Not safe for concurrent use.
/// </summary>
internal sealed class IdClaims(IReadOnlyDictionary<string, ReleaseFingerprint> stored)
{
    /// <summary>Source of releases that came through the API; no file can stand in for them.</summary>
    public const string Api = "api";

    private readonly Dictionary<string, (string Source, int? Line)> _claims = new(StringComparer.Ordinal);

    /// <summary>Claims <paramref name="id"/> for a place; null when it may be used, else why not and what to do.</summary>
    public string? Claim(string id, string source, int? line)
    {
        if (!_claims.TryAdd(id, (source, line)))
        {
            var first = _claims[id];
            return $"Its id \"{id}\" is already that of {Place(first.Source, first.Line)}, read in this run. " +
                "Give one of them another id, or delete the one that is out of date.";
        }

        if (!stored.TryGetValue(id, out var fingerprint) || SourcePaths.Same(fingerprint.Source, source))
        {
            return null;
        }

        if (string.Equals(fingerprint.Source, Api, StringComparison.Ordinal))
        {
            return $"Its id \"{id}\" is already that of a release that came through the API. " +
                "Delete that one (DELETE /api/releases/{id}) or give this one another id.";
        }

        return File.Exists(fingerprint.Source)
            ? $"Its id \"{id}\" is already that of {fingerprint.Source}. " +
                "Delete that file, or give one of them another id: by its name, its folder below the ingested one, or a front matter \"id\"."
            : null;
    }

    private static string Place(string source, int? line) => line is null ? source : $"{source} line {line}";
}
