using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>What every home asks of a release before storing it.</summary>
internal static class WriteChecks
{
    /// <summary>Passes when the passages are the release's and made as the index needs them.</summary>
    /// <exception cref="ArgumentException">A passage is of another release, or its span is not its words, or their headlines differ.</exception>
    /// <exception cref="IndexException">A vector is of another model or length.</exception>
    public static void Check(Release release, IReadOnlyList<EmbeddedPassage> passages, IndexSchema schema)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(passages);
        foreach (var embedded in passages)
        {
            if (embedded.ModelId != schema.ModelId || embedded.Dense.Length != schema.Dimension)
            {
                throw new IndexException($"A passage of {release.Id} has a vector of {embedded.Dense.Length} numbers by {embedded.ModelId}; the index "
                    + $"takes {schema.Dimension} by {schema.ModelId}. Embed it with that model.");
            }

            if (!Same(embedded.TitleSparse, passages[0].TitleSparse))
            {
                throw new ArgumentException($"The passages of {release.Id} disagree about its headline's weights.", nameof(passages));
            }

            var passage = embedded.Passage;
            if (passage.ReleaseId != release.Id)
            {
                throw new ArgumentException($"Passage {passage.Id} belongs to {passage.ReleaseId}, not to {release.Id}.", nameof(passages));
            }

            if (passage.Span.Start < 0 || passage.Span.End > release.Text.Length || passage.Span.Length != passage.Text.Length
                || !release.Text.AsSpan(passage.Span.Start, passage.Span.Length).SequenceEqual(passage.Text))
            {
                throw new ArgumentException($"The span of passage {passage.Id} does not hold its words in the text of {release.Id}.", nameof(passages));
            }
        }
    }

    private static bool Same(SparseVector one, SparseVector other) =>
        one.Indices.AsSpan().SequenceEqual(other.Indices.AsSpan()) && one.Values.AsSpan().SequenceEqual(other.Values.AsSpan());
}
