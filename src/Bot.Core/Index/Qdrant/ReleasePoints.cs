using System.Collections.Immutable;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Qdrant.Wire;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant;

/// <summary>
/// A release as points: one with the canonical text and every fact, and one for each passage, which repeats the facts that are shown
/// and filtered by. Ids derive from the release, the position and the revision, so that a write sent twice writes the same points and
/// a new revision none of the old ones.
/// </summary>
internal static class ReleasePoints
{
    /// <summary>Fields of <see cref="ToSummary"/>.</summary>
    public static ImmutableArray<string> SummaryFields { get; } =
        [Fields.ReleaseId, "title", Fields.PublishedAt, "place", "issuer", "language", "url"];

    /// <summary>Fields of <see cref="ToPassage"/> and of <see cref="ToSummary"/>.</summary>
    public static ImmutableArray<string> CandidateFields { get; } =
        [.. SummaryFields, Fields.IngestRev, "passage_id", "ordinal", "span", "text", "sentences", "header"];

    /// <summary>Fields of <see cref="ToRelease"/>.</summary>
    public static ImmutableArray<string> ReleaseFields { get; } =
        [.. SummaryFields, "time", "text", "span", "headings", "boilerplate", "source", "content_hash"];

    /// <summary>Id of a release's own point at a revision.</summary>
    public static Guid IdOf(string releaseId, long revision) => PassageIds.Create(releaseId, $"release@{revision}", 0);

    /// <summary>The points of a release at a revision, the release's own first.</summary>
    public static IEnumerable<Point> Of(Release release, IReadOnlyList<EmbeddedPassage> passages, long revision)
    {
        var facts = Facts(release, revision);
        var point = facts with
        {
            Kind = PointKind.Release,
            Day = release.Date?.DayNumber,
            Text = release.Text,
            Time = PointFields.Time(release.Time),
            Span = PointFields.Numbers([release.TitleSpan]),
            Headings = PointFields.Numbers(release.Headings),
            Boilerplate = PointFields.Numbers(release.Boilerplate),
            Source = release.Source,
            ContentHash = release.ContentHash,
        };
        yield return new Point(IdOf(release.Id, revision), new Vectors { Release = Present(Greatest(passages)) }, point);
        for (var i = 0; i < passages.Count; i++)
        {
            yield return OfPassage(passages[i], facts, PassageIds.Create(release.Id, $"{Chunker.Version}@{revision}", i));
        }
    }

    /// <summary>The facts of the release a point belongs to.</summary>
    public static ReleaseSummary ToSummary(Payload stored) => new(
        stored.ReleaseId!, stored.Title!, PointFields.Day(stored.PublishedAt), stored.Place, stored.Issuer, stored.Language, stored.Url);

    /// <summary>The passage of a point.</summary>
    public static Passage ToPassage(Payload stored) => new()
    {
        Id = stored.PassageId!.Value,
        ReleaseId = stored.ReleaseId!,
        Ordinal = stored.Ordinal!.Value,
        Span = PointFields.Spans(stored.Span)[0],
        Text = stored.Text!,
        Sentences = PointFields.Spans(stored.Sentences),
        Header = stored.Header!,
    };

    /// <summary>The release of a point.</summary>
    public static Release ToRelease(Payload stored) => new()
    {
        Id = stored.ReleaseId!,
        Title = stored.Title!,
        Date = PointFields.Day(stored.PublishedAt),
        Time = PointFields.Time(stored.Time),
        Place = stored.Place,
        Issuer = stored.Issuer,
        Language = stored.Language,
        Url = stored.Url,
        Text = stored.Text!,
        TitleSpan = PointFields.Spans(stored.Span)[0],
        Headings = PointFields.Spans(stored.Headings),
        Boilerplate = PointFields.Spans(stored.Boilerplate),
        Source = stored.Source!,
        ContentHash = stored.ContentHash!,
    };

    private static Payload Facts(Release release, long revision) => new()
    {
        ReleaseId = release.Id,
        IngestRev = revision,
        PublishedAt = release.Date is { } date ? PointFields.Midnight(date) : null,
        IssuerKeys = PointFields.IssuerKeys(release.Issuer),
        LanguageKey = release.Language is { } language ? PointFields.Key(language) : null,
        Title = release.Title,
        Place = release.Place,
        Issuer = release.Issuer,
        Language = release.Language,
        Url = release.Url,
    };

    private static Point OfPassage(EmbeddedPassage embedded, Payload facts, Guid id)
    {
        var passage = embedded.Passage;
        var payload = facts with
        {
            Kind = PointKind.Passage,
            PassageId = passage.Id,
            Ordinal = passage.Ordinal,
            Span = PointFields.Numbers([passage.Span]),
            Text = passage.Text,
            Sentences = PointFields.Numbers(passage.Sentences),
            Header = passage.Header,
            EmbeddingHash = embedded.EmbeddingHash,
        };
        var vectors = new Vectors { Dense = embedded.Dense, Text = Present(embedded.Sparse), Title = Present(embedded.TitleSparse) };
        return new Point(id, vectors, payload);
    }

    // An empty sparse vector is left out, so that "has this vector" tells the passages that count for the IDF.
    private static SparseVector? Present(SparseVector vector) => vector.Indices.IsEmpty ? null : vector;

    private static SparseVector Greatest(IReadOnlyList<EmbeddedPassage> passages)
    {
        var greatest = new SortedDictionary<uint, float>();
        foreach (var sparse in passages.Select(passage => passage.Sparse))
        {
            for (var i = 0; i < sparse.Indices.Length; i++)
            {
                greatest[sparse.Indices[i]] = Math.Max(greatest.GetValueOrDefault(sparse.Indices[i]), sparse.Values[i]);
            }
        }

        return new SparseVector([.. greatest.Keys], [.. greatest.Values]);
    }
}
