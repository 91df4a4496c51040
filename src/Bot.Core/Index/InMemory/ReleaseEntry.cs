namespace ReleaseBot.Index;

/// <summary>A release as the search sees it: its row's key and the facts that filters ask for.</summary>
internal sealed class ReleaseEntry(long key, ReleaseSummary summary)
{
    private readonly string[] issuers = (summary.Issuer ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Key of the row.</summary>
    public long Key => key;

    /// <summary>The release's facts.</summary>
    public ReleaseSummary Summary => summary;

    /// <summary>Whether the release counts; see <see cref="SearchFilter"/>.</summary>
    public bool Matches(SearchFilter filter)
    {
        if (filter.From is { } from && !(summary.Date >= from)) return false;
        if (filter.To is { } to && !(summary.Date <= to)) return false;
        if (filter.Language is { } language && !language.Equals(summary.Language, StringComparison.OrdinalIgnoreCase)) return false;
        return filter.Issuer is not { } issuer || issuers.Contains(issuer.Trim(), StringComparer.OrdinalIgnoreCase);
    }
}
