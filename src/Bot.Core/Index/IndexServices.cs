using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Index;

/// <summary>Registration of the index.</summary>
public static class IndexServices
{
    /// <summary>
    /// Registers <see cref="IPassageIndex"/>, the embedded file in <see cref="BotOptions.DataDirectory"/>. Needs an <see cref="IndexSchema"/>
    /// among the services.
    /// </summary>
    public static IServiceCollection AddIndex(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<BotOptions>().Bind(configuration.GetSection(BotOptions.Section))
            .Validate(static options => !string.IsNullOrWhiteSpace(options.DataDirectory), "Bot:DataDirectory is empty. Give a folder, or leave the setting out.")
            .ValidateOnStart();
        services.AddOptions<SqliteIndexOptions>().Bind(configuration.GetSection(SqliteIndexOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteIndexOptions>, SqliteIndexOptionsCheck>());
        services.TryAddSingleton<IPassageIndex>(static provider => new SqlitePassageIndex(
            provider.GetRequiredService<IOptions<BotOptions>>(),
            provider.GetRequiredService<IOptions<SqliteIndexOptions>>(),
            provider.GetService<IndexSchema>() ?? throw new InvalidOperationException(
                "The index needs to know the embedding model and chunker: register an IndexSchema, as AddBot does."),
            provider.GetRequiredService<ILogger<SqlitePassageIndex>>()));
        return services;
    }

    private sealed class SqliteIndexOptionsCheck : IValidateOptions<SqliteIndexOptions>
    {
        public ValidateOptionsResult Validate(string? name, SqliteIndexOptions options)
        {
            if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout > TimeSpan.FromMinutes(10))
                return ValidateOptionsResult.Fail($"Index:Sqlite:BusyTimeout is {options.BusyTimeout}. Give 00:00:00 to 00:10:00.");
            if (options.MaxMebibytes is < 1 or > 1 << 24)
                return ValidateOptionsResult.Fail($"Index:Sqlite:MaxMebibytes is {options.MaxMebibytes}. Give 1 to 16777216, or leave it out.");
            return ValidateOptionsResult.Success;
        }
    }
}
