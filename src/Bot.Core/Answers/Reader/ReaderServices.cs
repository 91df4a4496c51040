using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Answers.Reader;

/// <summary>Registration of the reader.</summary>
public static class ReaderServices
{
    /// <summary>Registers <see cref="SpanReader"/>, once; needs <see cref="EmbeddingServices.AddEmbeddings"/>. The model loads on first use.</summary>
    public static IServiceCollection AddReader(this IServiceCollection services) => services.AddSingleton(provider =>
        SpanReader.Load(provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value, provider.GetRequiredService<WordPiece>()));
}
