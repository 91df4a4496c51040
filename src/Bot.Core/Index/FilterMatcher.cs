namespace ReleaseBot.Index;

/// <summary>Tells which releases a <see cref="SearchFilter"/> means.</summary>
internal sealed class FilterMatcher
{
    private readonly SearchFilter _filter;
    private readonly string? _issuer;

    /// <summary>For <paramref name="filter"/>.</summary>
    public FilterMatcher(SearchFilter filter)
    {
        _filter = filter;
        _issuer = filter.Issuer?.Trim();
        MatchesAll = filter is { From: null, To: null, Issuer: null, Language: null };
    }

    /// <summary>Whether there is nothing to check.</summary>
    public bool MatchesAll { get; }

    /// <summary>Whether a release counts.</summary>
    public bool Matches(ReleaseSummary release) =>
        (_filter.From is null || release.Date >= _filter.From)
        && (_filter.To is null || release.Date <= _filter.To)
        && (_filter.Language is null || string.Equals(release.Language, _filter.Language, StringComparison.OrdinalIgnoreCase))
        && (_issuer is null || HasIssuer(release.Issuer));

    private bool HasIssuer(string? issuers)
    {
        foreach (var part in issuers.AsSpan().Split(';'))
        {
            if (issuers.AsSpan()[part].Trim().Equals(_issuer, StringComparison.OrdinalIgnoreCase))
            {
                return issuers is not null;
            }
        }

        return false;
    }
}
