using System.Collections.Immutable;

namespace ReleaseBot.Releases;

/// <summary>A press release as it was published. Every span anywhere in the system refers to <see cref="Text"/>.</summary>
public sealed record Release
{
    /// <summary>Stable identity: the id or URL the source states, else the path below the ingested folder (with forward slashes).</summary>
    public required string Id { get; init; }

    /// <summary>The headline, on one line.</summary>
    public required string Title { get; init; }

    /// <summary>Day of publication, null when the source does not say.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Time of publication on <see cref="Date"/>, null when unknown.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Place of the dateline ("Astana").</summary>
    public string? Place { get; init; }

    /// <summary>Who published it; several issuers are joined by "; ".</summary>
    public string? Issuer { get; init; }

    /// <summary>ISO 639-1 code, lower case ("en"), detected from the text where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Address of the official page.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// Canonical text: the headline on the first line, then the body, as the source has it. Lines end in \n; there is no NUL,
    /// no byte order mark and no lone surrogate; nothing else is altered, so quotations stay verbatim.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The headline's span in <see cref="Text"/> (empty at 0 when the headline is not part of the text).</summary>
    public TextSpan TitleSpan { get; init; }

    /// <summary>Headings inside the body; no passage crosses one.</summary>
    public ImmutableArray<TextSpan> Headings { get; init; } = [];

    /// <summary>Media contacts, "about us", datelines and signatures: shown with the release, never answered from.</summary>
    public ImmutableArray<TextSpan> Boilerplate { get; init; } = [];

    /// <summary>Where it was read: a full file path, or "api".</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 (lower-case hex) over everything above but <see cref="Source"/>; equal hashes mean nothing to do.</summary>
    public required string ContentHash { get; init; }
}
