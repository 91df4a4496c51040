using ReleaseBot.Passages;

namespace ReleaseBot.Embeddings;

/// <summary>A passage with its vectors.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Dense">Unit-length dense vector of header and text.</param>
/// <param name="Sparse">BM25 weights of the text.</param>
/// <param name="TitleSparse">BM25 weights of the release's headline, a field of its own.</param>
/// <param name="ModelId">The embedding model's identity; vectors of different models never meet in one index.</param>
/// <param name="EmbeddingHash">SHA-256 (lower-case hex) of what was embedded; an equal hash lets a re-ingest keep the vector.</param>
public sealed record EmbeddedPassage(
    Passage Passage,
    ReadOnlyMemory<float> Dense,
    SparseVector Sparse,
    SparseVector TitleSparse,
    string ModelId,
    string EmbeddingHash);
