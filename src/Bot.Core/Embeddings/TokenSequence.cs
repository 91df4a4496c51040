using System.Collections.Immutable;
using ReleaseBot.Releases;

namespace ReleaseBot.Embeddings;

/// <summary>A text as the networks see it, without [CLS] and [SEP].</summary>
/// <param name="Ids">Ids of the vocabulary.</param>
/// <param name="Spans">
/// For each id, the characters of the original text it stands for: ascending and never empty; the parts of one character share its
/// span. Combining marks belong to the letter before them although the network does not see them.
/// </param>
/// <param name="Truncated">Whether the text went on after the last token.</param>
public sealed record TokenSequence(ImmutableArray<int> Ids, ImmutableArray<TextSpan> Spans, bool Truncated)
{
    /// <summary>Number of tokens.</summary>
    public int Count => Ids.Length;
}
