using System.Numerics.Tensors;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>What every home checks before it stores a release: a wrong vector would be ranked, not noticed.</summary>
internal static class WriteGuard
{
    /// <summary>Most passages a release may have.</summary>
    public const int MaxPassages = 1 << 20;

    /// <summary>Throws unless the passages are the release's own and fit the index.</summary>
    /// <exception cref="ArgumentException">A passage of another release, model or dimension, a vector that is not finite, a span that does
    /// not give the passage's text, or an ordinal that is taken or out of range.</exception>
    public static void Check(Release release, IReadOnlyList<EmbeddedPassage> passages, IndexSchema schema)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(passages);
        var ordinals = new HashSet<int>();
        foreach (EmbeddedPassage embedded in passages)
        {
            Passage passage = embedded.Passage;
            Require(passage.ReleaseId == release.Id, passage, $"belongs to release \"{passage.ReleaseId}\"");
            Require(passage.Ordinal is >= 0 and < MaxPassages && ordinals.Add(passage.Ordinal), passage, "has an ordinal that is taken or out of range");
            Require(embedded.ModelId == schema.ModelId, passage, $"was embedded with model \"{embedded.ModelId}\", the index holds \"{schema.ModelId}\"");
            Require(embedded.Dense.Length == schema.Dimension, passage, $"has a vector of {embedded.Dense.Length} numbers instead of {schema.Dimension}");
            Require(TensorPrimitives.IsFiniteAll(embedded.Dense.Span), passage, "has a vector that is not finite");
            Require(IsWhole(embedded.Sparse) && IsWhole(embedded.TitleSparse), passage, "has a sparse vector whose tokens and weights do not pair, are not finite or do not ascend");
            Require(Covers(release.Text, passage), passage, "has a span that does not give its text");
        }
    }

    private static bool IsWhole(SparseVector sparse)
    {
        if (sparse.Indices.Length != sparse.Values.Length || !TensorPrimitives.IsFiniteAll(sparse.Values.AsSpan())) return false;
        for (int i = 1; i < sparse.Indices.Length; i++)
            if (sparse.Indices[i] <= sparse.Indices[i - 1]) return false;
        return true;
    }

    private static bool Covers(string text, Passage passage)
    {
        (int start, int end) = passage.Span;
        if (start < 0 || end < start || end > text.Length || SplitsPair(text, start) || SplitsPair(text, end)) return false;
        return text.AsSpan(start, end - start).SequenceEqual(passage.Text);
    }

    // Half a surrogate pair cannot be written as UTF-8, so the words would come back altered.
    private static bool SplitsPair(string text, int at) =>
        at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);

    private static void Require(bool condition, Passage passage, string fault)
    {
        if (!condition)
            throw new ArgumentException($"Passage {passage.Ordinal} of release \"{passage.ReleaseId}\" {fault}.", nameof(passage));
    }
}
