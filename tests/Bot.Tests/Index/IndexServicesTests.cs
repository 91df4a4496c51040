using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Index;

public sealed class IndexServicesTests
{
    [Fact]
    public async Task AddIndex_gives_one_index_in_the_data_folder_filled_by_the_model_in_use()
    {
        using var folder = new TemporaryFolder();
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection().AddLogging().AddEmbeddings(configuration).AddIndex(configuration);
        services.Configure<BotOptions>(options => options.DataDirectory = Path.Combine(folder.Path, "new", "data"));
        await using var provider = services.BuildServiceProvider();
        var index = provider.GetRequiredService<IPassageIndex>();
        Assert.Same(index, provider.GetRequiredService<IPassageIndex>());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));

        await index.OpenAsync(TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Path.Combine(folder.Path, "new", "data", "index.db")));
        var dimension = provider.GetRequiredService<OnnxEmbeddingGenerator>().Dimension;
        var query = new PassageQuery(new float[dimension], SparseVector.Empty, SearchFilter.None, 1);
        Assert.Empty((await index.SearchAsync(query, TestContext.Current.CancellationToken)).Candidates);
    }
}
