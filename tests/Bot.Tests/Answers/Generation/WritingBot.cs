using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Index;

namespace ReleaseBot.Answers.Generation;

/// <summary>A bot over the releases of <see cref="AnsweringBot"/> whose answers a scripted model writes.</summary>
internal sealed class WritingBot : IAsyncDisposable
{
    public const string WhoHeaded = "Who headed the delegation of Kazakh parliamentarians?";
    public const string Fee = "How much is the mooring fee in the port of Tarnvik in 2024?";

    private readonly TemporaryFolder _folder = new();

    public WritingBot(RealModels models, IPassageIndex index, IChatClient client, params (string Key, string Value)[] settings)
    {
        Client = client;
        Services = models.Create(
            _folder.Path,
            services =>
            {
                services.AddSingleton(index);
                services.AddKeyedSingleton(LlmOptions.Section, client);
            },
            [("Llm:Provider", "OpenAICompatible"), ("Llm:Endpoint", "http://127.0.0.1:9/v1"), ("Llm:Model", "scripted"), .. settings]);
    }

    public IChatClient Client { get; }

    public ServiceProvider Services { get; }

    public string Folder => _folder.Path;

    public async Task<List<AnswerEvent>> EventsAsync(string question, string? conversation = null) => await AnsweringBot.ListAsync(
        Services.GetRequiredService<Answerer>().AnswerAsync(new Question(question, conversation, SearchFilter.None), TestContext.Current.CancellationToken),
        TestContext.Current.CancellationToken);

    public async Task<Answer> AskAsync(string question, string? conversation = null) =>
        Assert.IsType<AnswerEvent.Completed>((await EventsAsync(question, conversation))[^1]).Answer;

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        _folder.Dispose();
    }
}
