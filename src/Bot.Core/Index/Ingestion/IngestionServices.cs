using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ReleaseBot.Index.Ingestion;

/// <summary>Registrations of the ingestion.</summary>
public static class IngestionServices
{
    /// <summary>Registers <see cref="Ingester"/>; the index and the embeddings must be registered too.</summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PassageEmbedder>();
        services.AddSingleton<Ingester>();
        return services;
    }
}
