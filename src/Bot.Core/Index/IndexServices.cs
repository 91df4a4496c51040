using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Qdrant;
using ReleaseBot.Index.Sqlite;
using ReleaseBot.Passages;

namespace ReleaseBot.Index;

/// <summary>Registrations of the Index room.</summary>
public static class IndexServices
{
    /// <summary>
    /// Registers <see cref="IPassageIndex"/>, once: on the server at <see cref="QdrantOptions.Url"/> where the configuration names one, else the
    /// embedded index in <see cref="BotOptions.DataDirectory"/>. Needs the Embeddings room's registrations; nothing is opened, and no
    /// model loaded, before the first use.
    /// </summary>
    public static IServiceCollection AddIndex(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(QdrantOptions.Section);
        services.AddOptionsWithValidateOnStart<QdrantOptions>().Bind(section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QdrantOptions>, QdrantOptionsCheck>());
        return string.IsNullOrWhiteSpace(section[nameof(QdrantOptions.Url)])
            ? services.AddSingleton<IPassageIndex>(provider => new SqlitePassageIndex(
                provider.GetRequiredService<IOptions<BotOptions>>().Value.DataDirectory,
                () => Schema(provider),
                SqlitePassageIndex.DefaultPatience,
                provider.GetService<ILogger<SqlitePassageIndex>>()))
            : services.AddQdrantIndex(Schema);
    }

    private static IndexSchema Schema(IServiceProvider provider)
    {
        var model = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().GetRequiredService<EmbeddingGeneratorMetadata>();
        return model is { DefaultModelId: { } id, DefaultModelDimensions: { } dimension }
            ? new IndexSchema(id, dimension, Chunker.Version, provider.GetRequiredService<Bm25Encoder>().TokenizerVersion)
            : throw new InvalidOperationException("The embedding generator names no model or no dimension in its EmbeddingGeneratorMetadata.");
    }
}
