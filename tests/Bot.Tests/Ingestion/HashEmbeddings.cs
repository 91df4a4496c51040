using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace ReleaseBot.Ingestion;

/// <summary>Vectors made of a text's hash: fast, and different for every text. Remembers what it was asked.</summary>
public sealed class HashEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    public const int Dimension = 384;

    private readonly Lock _lock = new();

    public List<string> Texts { get; } = [];

    /// <summary>Called before each batch; may throw or wait.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task> BeforeBatch { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options,
        CancellationToken cancellationToken)
    {
        var texts = values.ToList();
        await BeforeBatch(texts, cancellationToken);
        lock (_lock)
        {
            Texts.AddRange(texts);
        }

        return new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(VectorOf(text))));
    }

    public object? GetService(Type serviceType, object? serviceKey) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, "hash-1", Dimension) : null;

    public void Dispose() { }

    private static float[] VectorOf(string text)
    {
        var vector = new float[Dimension];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        for (var i = 0; i < hash.Length; i++)
        {
            vector[i * 12] = hash[i] - 128;
        }

        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
