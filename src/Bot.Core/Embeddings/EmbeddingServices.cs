using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Embeddings;

/// <summary>Registrations of this room.</summary>
public static class EmbeddingServices
{
    /// <summary>
    /// Registers <see cref="WordPiece"/>, <see cref="OnnxEmbeddingGenerator"/> (also as <see cref="IEmbeddingGenerator{TInput,TEmbedding}"/>)
    /// and <see cref="Bm25Encoder"/>, each once. Models load on first use.
    /// </summary>
    public static IServiceCollection AddEmbeddings(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<EmbeddingOptions>().Bind(configuration.GetSection(EmbeddingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmbeddingOptions>, EmbeddingOptionsValidator>();
        services.AddSingleton(provider => WordPiece.Load(Options(provider)));
        services.AddSingleton(provider => OnnxEmbeddingGenerator.Load(Options(provider), provider.GetRequiredService<WordPiece>()));
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<OnnxEmbeddingGenerator>());
        services.AddSingleton(provider => new Bm25Encoder(Options(provider).AveragePassageLength));
        return services;
    }

    private static EmbeddingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value;
}
