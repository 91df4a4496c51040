using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Conversations;

/// <summary>Conversations as the application registers them.</summary>
public sealed class ConversationServicesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("MaxTurns", "0", "1 to 50")]
    [InlineData("MaxTextLength", "10", "200 to 20000")]
    [InlineData("Expiry", "00:00:01", "00:01:00")]
    public void Setting_out_of_range_is_refused_with_its_value_and_remedy(string setting, string value, string remedy)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Conversations:{setting}", value)]).Build();
        using var provider = new ServiceCollection().AddLogging().AddConversations(configuration).BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ConversationOptions>>().Value);

        Assert.Contains($"Conversations:{setting} is {value}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registration_works_in_memory_and_respects_another_cache()
    {
        var configuration = new ConfigurationBuilder().Build();
        await using var plain = new ServiceCollection().AddLogging().AddConversations(configuration).BuildServiceProvider();
        await using var own = new ServiceCollection().AddLogging().AddSingleton<IDistributedCache, BrokenCache>().AddConversations(configuration).BuildServiceProvider();

        var store = plain.GetRequiredService<ConversationStore>();
        var conversation = await store.AppendAsync(await store.OpenAsync(null, Token), new Turn("q", "q", true, "answer", ["span"], ["id"], ["title"]), Token);

        Assert.Single((await store.OpenAsync(conversation.Id, Token)).Turns);
        Assert.IsType<BrokenCache>(own.GetRequiredService<IDistributedCache>());
    }
}
