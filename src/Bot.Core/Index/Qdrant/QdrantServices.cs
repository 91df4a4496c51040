using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Index.Qdrant.Administration;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Registrations of the Qdrant home.</summary>
internal static class QdrantServices
{
    /// <summary>Registers <see cref="IPassageIndex"/>, kept at <see cref="QdrantOptions.Url"/>, and the client; no request is sent before the first use.</summary>
    public static IServiceCollection AddQdrantIndex(this IServiceCollection services, Func<IServiceProvider, IndexSchema> schema)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddQdrantClient();
        services.AddSingleton<QdrantPassageIndex>(provider => new QdrantPassageIndex(
            provider.GetRequiredService<QdrantClient>(),
            () => schema(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<QdrantPassageIndex>>()));
        services.AddSingleton(provider => new QdrantAdministration(
            provider.GetRequiredService<QdrantClient>(),
            () => schema(provider),
            provider.GetRequiredService<PassageEmbedder>,
            provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<IPassageIndex>(provider => provider.GetRequiredService<QdrantPassageIndex>());
    }
}
