using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Conversations;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
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
        return services
            .AddReleases(configuration)
            .AddEmbeddings(configuration)
            .AddIndex(configuration)
            .AddIngestion()
            .AddRetrieval()
            .AddConversations(configuration)
            .AddAnswers(configuration);
    }
}
