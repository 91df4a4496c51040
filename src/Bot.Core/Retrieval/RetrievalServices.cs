using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Retrieval;

/// <summary>Registration of the Retrieval room.</summary>
public static class RetrievalServices
{
    /// <summary>Registers <see cref="Retriever"/>, the dates' reader and the tuned weights; needs an index and the embeddings.</summary>
    public static IServiceCollection AddRetrieval(this IServiceCollection services) => services
        .AddSingleton<DateExpressions>()
        .AddSingleton<Retriever>()
        .AddSingleton(provider => Tuning.Load(
            Path.Combine(provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value.ModelDirectory, Tuning.FileName)));
}
