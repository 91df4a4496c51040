using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers.Reader;

namespace ReleaseBot.Embeddings;

public sealed class EmbeddingServicesTests
{
    [Fact]
    public void Generator_tokenizer_encoder_and_reader_are_registered_once()
    {
        using var provider = Provider([]);
        var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        Assert.Same(provider.GetRequiredService<OnnxEmbeddingGenerator>(), generator);
        Assert.Same(provider.GetRequiredService<WordPiece>(), provider.GetRequiredService<WordPiece>());
        Assert.Equal(new Bm25Encoder(40).TokenizerVersion, provider.GetRequiredService<Bm25Encoder>().TokenizerVersion);
        Assert.NotNull(provider.GetRequiredService<SpanReader>());
    }

    [Fact]
    public void Average_length_comes_from_the_settings()
    {
        using var provider = Provider([new("Embeddings:AveragePassageLength", "90")]);
        Assert.Contains("avg=90", provider.GetRequiredService<Bm25Encoder>().TokenizerVersion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ModelDirectory", "/no/such/folder")]
    [InlineData("Threads", "-1")]
    [InlineData("Threads", "257")]
    [InlineData("AveragePassageLength", "0")]
    [InlineData("AveragePassageLength", "NaN")]
    public void Setting_that_cannot_work_is_named_with_its_value(string setting, string value)
    {
        using var provider = Provider([new($"Embeddings:{setting}", value)]);
        var e = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value);
        Assert.Contains($"Embeddings:{setting}", e.Message, StringComparison.Ordinal);
        Assert.Contains(value, e.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(KeyValuePair<string, string?>[] settings) => new ServiceCollection()
        .AddEmbeddings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddReader()
        .BuildServiceProvider();
}
