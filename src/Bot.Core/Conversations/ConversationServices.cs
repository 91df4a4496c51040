using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Conversations;

/// <summary>Registrations of this room.</summary>
public static class ConversationServices
{
    /// <summary>
    /// Registers <see cref="ConversationStore"/> over the registered <see cref="Microsoft.Extensions.Caching.Distributed.IDistributedCache"/>,
    /// in memory where none is registered before.
    /// </summary>
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection(ConversationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddDistributedMemoryCache();
        services.AddSingleton<ConversationStore>();
        return services;
    }
}
