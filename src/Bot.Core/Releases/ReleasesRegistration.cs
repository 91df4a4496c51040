using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Releases;

/// <summary>Registrations of the Releases room.</summary>
public static class ReleasesRegistration
{
    /// <summary>Registers <see cref="ReleaseReader"/> and its options, which are checked when the host starts. Needs logging registered.</summary>
    public static IServiceCollection AddReleases(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<ReleasesOptions>().Bind(configuration.GetSection(ReleasesOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReleasesOptions>, Validation>();
        services.AddSingleton<ReleaseReader>();
        return services;
    }

    private sealed class Validation : IValidateOptions<ReleasesOptions>
    {
        public ValidateOptionsResult Validate(string? name, ReleasesOptions options) =>
            options.Validate() is { } complaint ? ValidateOptionsResult.Fail(complaint) : ValidateOptionsResult.Success;
    }
}
