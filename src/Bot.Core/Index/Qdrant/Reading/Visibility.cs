using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Reading;

/// <summary>Filters for what a revision shows.</summary>
internal static class Visibility
{
    /// <summary>Points written at <paramref name="revision"/> or before, and not replaced by then, for which the conditions hold.</summary>
    public static Filter At(long revision, params IEnumerable<Condition> conditions) => new()
    {
        Must = [.. conditions, Condition.AtMost(Fields.IngestRev, revision)],
        MustNot = [Condition.AtMost(Fields.StaleFrom, revision)],
    };

    /// <summary>The conditions of a filter, bounds included; a bound on the date leaves points without one out.</summary>
    public static IEnumerable<Condition> Of(SearchFilter filter)
    {
        if (filter.From is not null || filter.To is not null)
        {
            yield return new Condition
            {
                Key = Fields.PublishedAt,
                Range = new Bounds
                {
                    Gte = filter.From is { } from ? (Bound?)PointFields.Midnight(from) : null,
                    Lte = filter.To is { } to ? (Bound?)PointFields.Midnight(to) : null,
                },
            };
        }

        if (filter.Issuer is { } issuer)
        {
            yield return Condition.Is(Fields.IssuerKeys, PointFields.Key(issuer.Trim()));
        }

        if (filter.Language is { } language)
        {
            yield return Condition.Is(Fields.LanguageKey, PointFields.Key(language));
        }
    }
}
