using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Index.Sqlite;

namespace ReleaseBot.Index.Qdrant;

public sealed class QdrantOptionsTests
{
    [Theory]
    [InlineData("Url=ftp://host", "Index:Qdrant:Url")]
    [InlineData("Url=http://host?x=1", "Index:Qdrant:Url")]
    [InlineData("ApiKey=k", "Index:Qdrant:Url is not")]
    [InlineData("Url=http://example.org;ApiKey=k", "Index:Qdrant:AllowKeyOverHttp")]
    [InlineData("Url=http://localhost;ApiKey=two words", "Index:Qdrant:ApiKey")]
    [InlineData("Url=http://localhost;Collection=Über", "Index:Qdrant:Collection")]
    [InlineData("Url=http://localhost;Collection=..", "Index:Qdrant:Collection")]
    [InlineData("Url=http://localhost;Profile=7", "Index:Qdrant:Profile")]
    [InlineData("Url=http://localhost;QueryTimeout=00:00:00", "Index:Qdrant:QueryTimeout")]
    [InlineData("Url=http://localhost;WriteTimeout=01:00:00", "Index:Qdrant:WriteTimeout")]
    [InlineData("Url=http://localhost;AdminTimeout=01:00:00", "Index:Qdrant:AdminTimeout")]
    [InlineData("Url=http://localhost;WriterLease=00:00:01", "Index:Qdrant:WriterLease")]
    public void Wrong_setting_is_refused_by_name(string settings, string expected)
    {
        using var provider = Provide(settings);
        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<QdrantOptions>>().Value);
        Assert.Contains(exception.Failures, failure => failure.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Url=http://localhost:6333")]
    [InlineData("Url=https://qdrant.example.org/base;ApiKey=k")]
    [InlineData("Url=http://10.0.0.1:6333;ApiKey=k;AllowKeyOverHttp=true;Profile=cluster;Collection=news-2")]
    public void Url_chooses_the_server(string settings)
    {
        using var provider = Provide(settings);
        Assert.IsType<QdrantPassageIndex>(provider.GetRequiredService<IPassageIndex>());
    }

    [Fact]
    public void No_url_keeps_the_embedded_index()
    {
        using var provider = Provide("");
        Assert.IsType<SqlitePassageIndex>(provider.GetRequiredService<IPassageIndex>());
    }

    private static ServiceProvider Provide(string settings)
    {
        var pairs = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => $"{QdrantOptions.Section}:{pair[0]}", string? (pair) => pair[1]);
        var services = new ServiceCollection().AddLogging().AddIndex(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build());
        services.Configure<BotOptions>(options => options.DataDirectory = Path.Combine(Path.GetTempPath(), "never-created"));
        return services.BuildServiceProvider();
    }
}
