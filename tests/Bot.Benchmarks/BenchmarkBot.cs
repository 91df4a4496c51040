using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Benchmarks;

/// <summary>The bot's services over an index on disk, which is filled first where it is not given.</summary>
internal sealed class BenchmarkBot : IAsyncDisposable
{
    private readonly string? _temporary;

    private BenchmarkBot(string folder, bool isTemporary, WindowShape? shape = null)
    {
        Folder = folder;
        _temporary = isTemporary ? folder : null;
        Services = CreateServices(folder, shape ?? WindowShape.Default);
    }

    /// <summary>The registered services.</summary>
    public ServiceProvider Services { get; }

    /// <summary>Where the index is.</summary>
    public string Folder { get; }

    /// <summary>Over an index of its own, still empty, for passages of <paramref name="shape"/> (null for the usual one).</summary>
    public static BenchmarkBot Empty(WindowShape? shape = null) =>
        new(Directory.CreateTempSubdirectory("bot-benchmark-").FullName, isTemporary: true, shape);

    /// <summary>Over the index in <c>--data</c>, or a new one of <c>--releases</c>; both together fill the folder named.</summary>
    public static async Task<BenchmarkBot> OpenAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var data = options.Find("--data");
        var bot = data is null ? Empty() : new BenchmarkBot(data, isTemporary: false);
        if (data is null || options.Find("--releases") is not null)
        {
            await bot.IngestAsync(bot.ReadAsync(options.Require("--releases"), cancellationToken), cancellationToken);
        }

        await bot.Services.GetRequiredService<IPassageIndex>().OpenAsync(cancellationToken);
        return bot;
    }

    /// <summary>Reads a file or folder of releases.</summary>
    public IAsyncEnumerable<ReadResult> ReadAsync(string path, CancellationToken cancellationToken) =>
        Services.GetRequiredService<ReleaseReader>().ReadAsync([path], cancellationToken);

    /// <summary>Fills the index.</summary>
    public async Task<IngestSummary> IngestAsync(IAsyncEnumerable<ReadResult> releases, CancellationToken cancellationToken)
    {
        var summary = await Services.GetRequiredService<Ingester>().IngestAsync(releases, null, null, cancellationToken);
        return summary.Failed == 0 ? summary : throw new InvalidDataException($"{summary.Failed} of the releases could not be read.");
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_temporary is not null)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }

    private static ServiceProvider CreateServices(string folder, WindowShape shape)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Bot:DataDirectory"] = folder })
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddBot(configuration)
            .AddSingleton(shape)
            .AddSingleton(provider => provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value)
            .BuildServiceProvider();
    }
}
