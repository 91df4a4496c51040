using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace ReleaseBot.Embeddings;

public sealed class OnnxEmbeddingGeneratorTests : IDisposable
{
    private readonly OnnxEmbeddingGenerator _generator =
        OnnxEmbeddingGenerator.Load(new EmbeddingOptions(), WordPiece.Load(References.VocabularyPath));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _generator.Dispose();

    [Fact]
    public async Task Vectors_are_near_the_full_precision_ones()
    {
        var vectors = await _generator.GenerateAsync(References.Embedder.Select(reference => reference.Text), null, Token);
        var cosines = vectors.Zip(References.Embedder, (vector, reference) =>
            TensorPrimitives.CosineSimilarity(vector.Vector.Span, reference.Embedding)).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"least {cosines.Min():F4}, mean {cosines.Average():F4}");
        var (words, unknown) = (cosines.Where((_, i) => !IsUnknown(i)), cosines.Where((_, i) => IsUnknown(i)));
        Assert.All(words, cosine => Assert.InRange(cosine, 0.975f, 1.0001f));
        Assert.All(unknown, cosine => Assert.InRange(cosine, 0.97f, 1.0001f));
        Assert.InRange(cosines.Average(), 0.99f, 1.0001f);

        // one word of 300 letters: nothing but [UNK] reaches the network
        static bool IsUnknown(int row) => References.Embedder[row].InputIds.SequenceEqual([101, 100, 102]);
    }

    [Fact]
    public async Task Vector_is_of_unit_length_and_the_same_alone_and_among_others()
    {
        var texts = References.Embedder.Select(reference => reference.Text).ToList();
        var together = await _generator.GenerateAsync(texts, null, Token);
        foreach (var (text, i) in texts.Select((text, i) => (text, i)).Where(pair => pair.i % 5 == 0))
        {
            var alone = await _generator.GenerateVectorAsync(text, null, Token);
            Assert.Equal(alone.ToArray(), together[i].Vector.ToArray());
            Assert.Equal(1f, TensorPrimitives.Norm(alone.Span), 1e-4f);
        }
    }

    [Fact]
    public async Task Cancelled_call_stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _generator.GenerateAsync(["a"], null, cancelled.Token));
    }

    [Fact]
    public async Task Nothing_gives_nothing() => Assert.Empty(await _generator.GenerateAsync([], null, Token));

    [Fact]
    public void Metadata_names_model_and_dimension()
    {
        var metadata = _generator.GetService<EmbeddingGeneratorMetadata>();
        Assert.Equal("all-MiniLM-L6-v2-int8-a6cf50388fc0", metadata?.DefaultModelId);
        Assert.Equal(384, metadata?.DefaultModelDimensions);
    }

    [Fact]
    public async Task Other_model_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { ModelId = "other" }, Token));
}
