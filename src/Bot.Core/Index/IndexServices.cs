using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Sqlite;
using ReleaseBot.Passages;

namespace ReleaseBot.Index;

/// <summary>Registrations of the Index room.</summary>
public static class IndexServices
{
    /// <summary>
    /// Registers <see cref="IPassageIndex"/>, once: the embedded index in <see cref="BotOptions.DataDirectory"/>. Needs the Embeddings
    /// room's registrations; nothing is opened, and no model loaded, before the first use.
    /// </summary>
    public static IServiceCollection AddIndex(this IServiceCollection services) => services.AddSingleton<IPassageIndex>(provider => new SqlitePassageIndex(
        provider.GetRequiredService<IOptions<BotOptions>>().Value.DataDirectory,
        () => Schema(provider),
        SqlitePassageIndex.DefaultPatience,
        provider.GetService<ILogger<SqlitePassageIndex>>()));

    private static IndexSchema Schema(IServiceProvider provider)
    {
        var embeddings = provider.GetRequiredService<OnnxEmbeddingGenerator>();
        return new IndexSchema(embeddings.ModelId, embeddings.Dimension, Chunker.Version, provider.GetRequiredService<Bm25Encoder>().TokenizerVersion);
    }
}
