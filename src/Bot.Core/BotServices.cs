using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Passages;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot;

/// <summary>Registrations of the library, one call per room.</summary>
public static class BotServices
{
    /// <summary>Registers everything a host needs to ingest, search and answer.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<BotOptions>().Bind(configuration.GetSection(BotOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotOptions>, BotOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(CreateSchema);
        services.TryAddSingleton<Retriever>();
        services.TryAddSingleton<Answerer>();
        return services
            .AddReleases(configuration)
            .AddEmbeddings(configuration)
            .AddReader()
            .AddIndex(configuration)
            .AddIngestion();
    }

    private static IndexSchema CreateSchema(IServiceProvider services)
    {
        var generator = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        var metadata = generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        return metadata is { DefaultModelId: { } model, DefaultModelDimensions: { } dimension }
            ? new IndexSchema(model, dimension, Chunker.Version, services.GetRequiredService<Bm25Encoder>().TokenizerVersion)
            : throw new InvalidOperationException("The embedding generator names no model and dimension in its EmbeddingGeneratorMetadata.");
    }
}
