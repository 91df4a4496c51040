using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Answers;

/// <summary>The networks as shipped, loaded once for all tests that answer questions with them.</summary>
public sealed class RealModels : IDisposable
{
    private readonly WordPiece _tokenizer;
    private readonly OnnxEmbeddingGenerator _embedder;
    private readonly SpanReader _reader;

    public RealModels()
    {
        var options = new EmbeddingOptions();
        _tokenizer = WordPiece.Load(options);
        _embedder = OnnxEmbeddingGenerator.Load(options, _tokenizer);
        _reader = SpanReader.Load(options, _tokenizer);
    }

    /// <summary>The noon at which questions are asked unless they come with a clock.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The bot as registered, with an index of its own below <paramref name="data"/>.</summary>
    public ServiceProvider Create(string data, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value);
        all["Bot:DataDirectory"] = data;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBot(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        AddTo(services);
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Replaces the networks and the clock of <paramref name="services"/>.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        services.AddSingleton(_tokenizer);
        services.AddSingleton(_embedder);
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_embedder);
        services.AddSingleton(_reader);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _embedder.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class WithRealModels : ICollectionFixture<RealModels>
{
    public const string Name = "real models";
}
