using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Index.Qdrant;

/// <summary>
/// The Qdrant server of a class of tests: the one at the environment variable QDRANT_URL (with QDRANT_API_KEY, if it has one), else a test
/// server in this process. Collections have names of their own and are removed at the end.
/// </summary>
public sealed class QdrantHome : IAsyncLifetime
{
    private static int s_collections;

    private readonly List<ServiceProvider> _providers = [];
    private readonly List<string> _aliases = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whether the server is a real one.</summary>
    public static bool IsReal => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("QDRANT_URL"));

    /// <summary>Which server it is, in words.</summary>
    public string Words => IsReal ? $"Qdrant at {Url} (QDRANT_URL)" : "the test server in this process (QDRANT_URL is not set)";

    internal QdrantTestServer Server { get; private set; } = null!;

    private Uri? Url => IsReal ? new Uri(Environment.GetEnvironmentVariable("QDRANT_URL")!) : Server?.Url;

    public async ValueTask InitializeAsync()
    {
        if (!IsReal)
        {
            Server = await QdrantTestServer.StartAsync(null, Token);
        }

        // Reading it takes seconds, which no request shall wait for.
        await ApiDocument.Strict;
    }

    /// <summary>A name no other test uses.</summary>
    public string NewCollection()
    {
        var alias = $"test-{Environment.ProcessId}-{Interlocked.Increment(ref s_collections)}";
        _aliases.Add(alias);
        return alias;
    }

    /// <summary>An index in a collection, with its own connections.</summary>
    internal QdrantPassageIndex Create(string collection, IndexSchema? schema = null, Action<QdrantOptions>? configure = null) =>
        Provide(collection, schema, configure).GetRequiredService<QdrantPassageIndex>();

    /// <summary>The same, with every request and answer held to the server's API document.</summary>
    internal QdrantPassageIndex CreateStrict(string collection, IndexSchema schema) =>
        Provide(collection, schema, isStrict: true).GetRequiredService<QdrantPassageIndex>();

    /// <summary>
    /// The services behind an index; <paramref name="innermost"/> sees every try of a request, and when <paramref name="isStrict"/> each is held
    /// to the server's API document.
    /// </summary>
    internal ServiceProvider Provide(
        string collection,
        IndexSchema? schema = null,
        Action<QdrantOptions>? configure = null,
        TimeProvider? time = null,
        Func<DelegatingHandler>? innermost = null,
        bool isStrict = false)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddQdrantIndex(_ => schema ?? Samples.Schema);
        var http = services.AddHttpClient(nameof(QdrantClient));
        if (innermost is not null)
        {
            http.AddHttpMessageHandler(innermost);
        }

        if (isStrict)
        {
            http.AddHttpMessageHandler(() => new SchemaHandler());
        }

        services.Configure<QdrantOptions>(options =>
        {
            options.Url = Url;
            options.ApiKey = Environment.GetEnvironmentVariable("QDRANT_API_KEY");
            options.Collection = collection;
            configure?.Invoke(options);
        });
        _providers.Add(services.BuildServiceProvider());
        return _providers[^1];
    }

    public async ValueTask DisposeAsync()
    {
        if (IsReal)
        {
            await RemoveAsync();
        }

        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }

        if (!IsReal)
        {
            await Server.DisposeAsync();
        }
    }

    private async Task RemoveAsync()
    {
        var client = Provide("cleaning").GetRequiredService<QdrantClient>();
        foreach (var name in await client.ListCollectionsAsync(CancellationToken.None))
        {
            if (_aliases.Any(alias => name.StartsWith(alias + "-v", StringComparison.Ordinal)))
            {
                await client.DeleteCollectionAsync(name, CancellationToken.None);
            }
        }
    }
}
