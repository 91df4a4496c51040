using System.Collections.Immutable;
using ReleaseBot.Releases;

namespace ReleaseBot.Passages;

/// <summary>A window of sentences of one release: what is embedded, indexed and read.</summary>
public sealed record Passage
{
    /// <summary>UUIDv5 of release id, chunker version and ordinal.</summary>
    public required Guid Id { get; init; }

    /// <summary>The release it belongs to.</summary>
    public required string ReleaseId { get; init; }

    /// <summary>Position among the release's passages, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Where it stands in the canonical text; <c>Span.Of(release.Text) == Text</c>.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The words themselves.</summary>
    public required string Text { get; init; }

    /// <summary>The sentences of the window, as spans of the canonical text, in order.</summary>
    public required ImmutableArray<TextSpan> Sentences { get; init; }

    /// <summary>"issuer – title – date": put before the text for the dense embedding only.</summary>
    public required string Header { get; init; }

    /// <summary>What the dense vector is made of: header, line break, text.</summary>
    public string EmbeddingText => Header.Length == 0 ? Text : Header + "\n" + Text;
}
