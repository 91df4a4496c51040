namespace ReleaseBot.Index.Qdrant.Wire;

/// <summary>
/// What a point holds beside its vectors. There are three kinds: passages, releases and one state; each sets its own fields, and
/// absent ones are not sent. Spans are pairs of numbers, start and end, one after the other.
/// </summary>
internal sealed record Payload
{
    /// <summary>One of <see cref="PointKind"/>.</summary>
    public string? Kind { get; init; }

    public string? ReleaseId { get; init; }

    /// <summary>Revision that wrote the point; readers of earlier revisions do not see it.</summary>
    public long? IngestRev { get; init; }

    /// <summary>Revision that replaced or removed the point; readers from that one on do not see it.</summary>
    public long? StaleFrom { get; init; }

    /// <summary>Day of publication, RFC 3339 at midnight UTC.</summary>
    public string? PublishedAt { get; init; }

    /// <summary>Day of publication as days since 1 January of the year 1, on releases.</summary>
    public int? Day { get; init; }

    /// <summary>Names of the issuers in upper case, one by one.</summary>
    public IReadOnlyList<string>? IssuerKeys { get; init; }

    /// <summary>Language code in upper case.</summary>
    public string? LanguageKey { get; init; }

    public string? Title { get; init; }

    public string? Place { get; init; }

    public string? Issuer { get; init; }

    public string? Language { get; init; }

    public string? Url { get; init; }

    /// <summary>Words of a passage, or canonical text of a release.</summary>
    public string? Text { get; init; }

    public Guid? PassageId { get; init; }

    public int? Ordinal { get; init; }

    /// <summary>Span of a passage, or of a release's headline.</summary>
    public IReadOnlyList<int>? Span { get; init; }

    public IReadOnlyList<int>? Sentences { get; init; }

    public string? Header { get; init; }

    public string? EmbeddingHash { get; init; }

    /// <summary>Time of publication, "HH:mm:ss.fffffff".</summary>
    public string? Time { get; init; }

    public IReadOnlyList<int>? Headings { get; init; }

    public IReadOnlyList<int>? Boilerplate { get; init; }

    public string? Source { get; init; }

    public string? ContentHash { get; init; }

    /// <summary>State: the collection's own name, to notice a switched alias.</summary>
    public string? Collection { get; init; }

    /// <summary>State: what the collection is filled with.</summary>
    public string? Schema { get; init; }

    /// <summary>State: the revision readers read.</summary>
    public long? Rev { get; init; }

    /// <summary>State: points stale from revisions up to this one may be gone.</summary>
    public long? Horizon { get; init; }

    /// <summary>State: who may write; absent when nobody does.</summary>
    public string? Lease { get; init; }

    /// <summary>State: grows while the writer lives.</summary>
    public long? Beat { get; init; }
}

/// <summary>Kinds of points.</summary>
internal static class PointKind
{
    public const string Passage = "passage";
    public const string Release = "release";
    public const string State = "state";
}

/// <summary>Names of payload fields and vectors, as they are on the wire.</summary>
internal static class Fields
{
    public const string Kind = "kind";
    public const string ReleaseId = "release_id";
    public const string IngestRev = "ingest_rev";
    public const string StaleFrom = "stale_from";
    public const string PublishedAt = "published_at";
    public const string Day = "day";
    public const string IssuerKeys = "issuer_keys";
    public const string LanguageKey = "language_key";
    public const string Rev = "rev";
    public const string Lease = "lease";
    public const string Beat = "beat";

    public const string Dense = "dense";
    public const string TextVector = "text";
    public const string TitleVector = "title";
    public const string ReleaseVector = "release";
}
