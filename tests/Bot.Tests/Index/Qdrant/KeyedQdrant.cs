using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Index.Qdrant;

/// <summary>A test server of its own that asks for a key, and indexes that have it.</summary>
internal sealed class KeyedQdrant : IAsyncDisposable
{
    public const string ReadOnlyKey = "the-read-key";
    private const string Key = "the-server-key";

    private readonly QdrantHome _home = new();

    private KeyedQdrant(QdrantTestServer server) => Server = server;

    public QdrantTestServer Server { get; }

    public static async Task<KeyedQdrant> StartAsync() => new(await QdrantTestServer.StartAsync(
        new QdrantServerOptions { ApiKey = Key, ReadOnlyApiKey = ReadOnlyKey }, TestContext.Current.CancellationToken));

    public QdrantPassageIndex Create(Action<QdrantOptions>? configure = null) => Provide(configure).GetRequiredService<QdrantPassageIndex>();

    /// <summary>The services behind an index.</summary>
    public ServiceProvider Provide(
        Action<QdrantOptions>? configure,
        TimeProvider? time = null,
        IndexSchema? schema = null,
        Func<DelegatingHandler>? innermost = null) => _home.Provide(
        "passages",
        schema,
        options =>
        {
            options.Url = Server.Url;
            options.ApiKey = Key;
            configure?.Invoke(options);
        },
        time,
        innermost);

    /// <summary>An index with four releases.</summary>
    public async Task<QdrantPassageIndex> FilledAsync(Action<QdrantOptions>? configure = null)
    {
        var index = Create(configure);
        await Samples.FillAsync(index, new Samples(1), 4, TestContext.Current.CancellationToken);
        return index;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
