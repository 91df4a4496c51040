using System.Collections.Immutable;

namespace ReleaseBot.Releases;

/// <summary>What a format read: the canonical text and what the source says about itself.</summary>
internal sealed record ReleaseDraft
{
    /// <summary>Canonical text, already cleaned.</summary>
    public required string Text { get; init; }

    /// <summary>The headline and where it stands in <see cref="Text"/>; null to take it from the first lines.</summary>
    public Headline? Headline { get; init; }

    /// <summary>Headings the format knows; null to find them in the text.</summary>
    public ImmutableArray<TextSpan>? Headings { get; init; }

    /// <summary>What the source states about itself.</summary>
    public StatedFacts Facts { get; init; } = new();
}

/// <summary>A headline and its place in the text (empty at 0 when it is not part of the text).</summary>
internal readonly record struct Headline(string Title, TextSpan Span);

/// <summary>Metadata as a source states it; null where it says nothing.</summary>
internal sealed record StatedFacts
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public DateOnly? Date { get; init; }

    public TimeOnly? Time { get; init; }

    public string? Place { get; init; }

    public string? Issuer { get; init; }

    public string? Language { get; init; }

    public string? Url { get; init; }
}
