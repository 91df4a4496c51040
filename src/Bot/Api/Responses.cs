using System.Collections.Immutable;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Passages;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Api;

/// <summary>Data of the event "searching".</summary>
internal sealed record SearchingData(string StandaloneQuestion, AppliedFilters Filters);

/// <summary>Data of the event "delta".</summary>
internal sealed record DeltaData(string Text);

/// <summary>Data of the event "restarted": forget the text and citations so far; what follows takes their place.</summary>
internal sealed record RestartedData(string Note);

/// <summary>Data of the event "no-answer".</summary>
internal sealed record NoAnswerData(ImmutableArray<ReleaseSummary> Nearest);

/// <summary>Data of the event "failed".</summary>
internal sealed record FailedData(string Reason, string Remedy);

/// <summary>What GET /api/search answers.</summary>
internal sealed record SearchResponse(
    string Query,
    AppliedFilters Filters,
    ImmutableArray<FoundPassage> Passages,
    IReadOnlyDictionary<string, double> ElapsedMs);

/// <summary>A passage found; <c>text == canonicalText.Substring(start, end - start)</c>.</summary>
internal sealed record FoundPassage(
    int Rank,
    Guid PassageId,
    string ReleaseId,
    int Start,
    int End,
    string Text,
    double Score,
    IReadOnlyDictionary<string, double> Parts,
    ReleaseSummary Release)
{
    public static FoundPassage Of(RetrievedPassage found) => new(
        found.Rank,
        found.Passage.Id,
        found.Passage.ReleaseId,
        found.Passage.Span.Start,
        found.Passage.Span.End,
        found.Passage.Text,
        found.Score,
        found.Parts,
        found.Release);
}

/// <summary>What GET /api/releases answers.</summary>
internal sealed record ReleaseList(int Total, int Offset, int Limit, ImmutableArray<ReleaseSummary> Releases);

/// <summary>A span of the canonical text, in UTF-16 code units; the end is exclusive.</summary>
internal sealed record Span(int Start, int End)
{
    public static Span Of(TextSpan span) => new(span.Start, span.End);
}

/// <summary>What GET /api/releases/{id} answers: the canonical text and the spans that refer to it.</summary>
internal sealed record ReleaseText(
    string Id,
    string Title,
    DateOnly? Date,
    TimeOnly? Time,
    string? Place,
    string? Issuer,
    string? Language,
    string? Url,
    string Text,
    Span TitleSpan,
    ImmutableArray<Span> Headings,
    ImmutableArray<Span> Boilerplate,
    ImmutableArray<Span> Spans)
{
    /// <summary>Everything but where the release was read from, which is the server's own business.</summary>
    public static ReleaseText Of(Release release) => new(
        release.Id,
        release.Title,
        release.Date,
        release.Time,
        release.Place,
        release.Issuer,
        release.Language,
        release.Url,
        release.Text,
        Span.Of(release.TitleSpan),
        [.. release.Headings.Select(Span.Of)],
        [.. release.Boilerplate.Select(Span.Of)],
        [.. Chunker.Split(release).Select(passage => Span.Of(passage.Span))]);
}

/// <summary>What POST /api/releases answers.</summary>
internal sealed record StoredRelease(string Id, IngestOutcome Outcome, int Passages, int Embedded);

/// <summary>What the page says about the index.</summary>
internal sealed record About(
    int Releases,
    int Passages,
    DateOnly? Oldest,
    DateOnly? Newest,
    bool Samples,
    ImmutableArray<string> Examples);

/// <summary>What GET /api/suggestions answers.</summary>
internal sealed record SuggestedQuestions(ImmutableArray<string> Suggestions);

/// <summary>What GET /healthz answers.</summary>
internal sealed record Health(string Status);

/// <summary>What GET /readyz answers when green.</summary>
internal sealed record Readiness(string Status, int Releases, int Passages);
