using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Conversations;
using ReleaseBot.Index;
using ReleaseBot.Ingestion;

namespace ReleaseBot.Answers;

[Collection(WithRealModels.Name)]
public sealed class AnswererFaultsTests(AnsweringBot bot, RealModels models) : IClassFixture<AnsweringBot>
{
    private const string WhoHeaded = "Who headed the delegation of Kazakh parliamentarians?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_index_is_a_failure_with_its_reason_and_a_remedy()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "index.db"), new string('x', 5000), Token);
        await using var services = models.Create(folder.Path);

        var events = await AnsweringBot.ListAsync(services.GetRequiredService<Answerer>().AnswerAsync(new Question(WhoHeaded, null, SearchFilter.None), Token), Token);

        var failed = Assert.IsType<AnswerEvent.Failed>(Assert.Single(events));
        Assert.Contains("index.db", failed.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(failed.Remedy);
    }

    [Fact]
    public async Task Empty_index_does_not_say()
    {
        using var folder = new TemporaryFolder();
        await using var services = models.Create(folder.Path);

        var trace = await services.GetRequiredService<Answerer>().TraceAsync(new Question(WhoHeaded, null, SearchFilter.None), Token);

        Assert.False(trace.Answer.Answered);
        Assert.Empty(trace.Answer.Nearest);
    }

    [Fact]
    public async Task Cancelled_question_stops_before_it_is_read()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            AnsweringBot.ListAsync(bot.Answerer.AnswerAsync(new Question(WhoHeaded, null, SearchFilter.None), cancelled.Token), CancellationToken.None));
    }

    [Fact]
    public async Task Question_cancelled_while_it_is_answered_stops_and_is_not_remembered()
    {
        using var folder = new TemporaryFolder();
        using var cancelled = new CancellationTokenSource();
        var embeddings = new HashEmbeddings();
        await using var services = models.Create(folder.Path, registered => registered.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(embeddings));
        var conversations = services.GetRequiredService<ConversationStore>();
        var opened = await conversations.AppendAsync(
            await conversations.OpenAsync(null, Token), new Turn("Who headed it?", "Who headed it?", false, "", [], [], []), Token);
        embeddings.BeforeBatch = (_, _) => cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            services.GetRequiredService<Answerer>().TraceAsync(new Question(WhoHeaded, opened.Id, SearchFilter.None), cancelled.Token));

        Assert.NotEmpty(embeddings.Texts);
        Assert.Single((await conversations.OpenAsync(opened.Id, Token)).Turns);
    }

    [Fact]
    public async Task Questions_asked_at_once_are_answered_as_one_by_one()
    {
        string[] questions = [WhoHeaded, "How much is the mooring fee in the port of Tarnvik?", "After whom was the ferry named?", "How many passengers does the ferry carry?"];
        var alone = new List<string>();
        foreach (var question in questions)
        {
            alone.Add((await bot.AskAsync(question)).Text);
        }

        var together = await Task.WhenAll(questions.Concat(questions).Select(question => Task.Run(() => bot.AskAsync(question), Token)));

        Assert.Equal(alone.Concat(alone), together.Select(answer => answer.Text));
        Assert.Equal(together.Length, together.Select(answer => answer.ConversationId).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("???")]
    [InlineData("\u202Edelegation the headed who\u202C")]
    [InlineData("W\u0336h\u0336o\u0336 headed the delegation?")]
    [InlineData("😀👩\u200D🔬🏳\uFE0F\u200D🌈")]
    [InlineData("議会代表団の団長は誰でしたか")]
    [InlineData("من ترأس الوفد؟")]
    [InlineData("who\0headed\u0007the\u001Bdelegation")]
    [InlineData("'; DROP TABLE releases; -- \" OR 1=1")]
    [InlineData("99999999999999999999-99-99 32 January 0000 until 31.02.10000")]
    public async Task Question_of_odd_characters_is_answered_or_refused_in_order(string question)
    {
        var answer = await bot.AskAsync(question);

        Assert.Equal(question, answer.Question);
        Assert.Equal(answer.Answered, !answer.Citations.IsEmpty);
    }

    [Fact]
    public async Task Half_a_character_in_a_question_does_no_harm() => Assert.NotEmpty((await bot.AskAsync("Who headed \uD83D the \uDE00 delegation?")).Text);

    [Fact]
    public async Task Question_of_2000_characters_is_answered()
    {
        var padding = string.Join(' ', Enumerable.Repeat("I have been reading about the visit and would like to know one thing.", 40));
        var question = $"Who headed the delegation of Kazakh parliamentarians to the headquarters? {padding}"[..2000];

        var answer = await bot.AskAsync(question);

        Assert.Equal(question, answer.Question);
        Assert.Contains(AnsweringBot.Visit, answer.Citations.Select(citation => citation.ReleaseId).Concat(answer.Nearest.Select(release => release.Id)));
    }

    [Theory]
    [InlineData("Answers:WindowsToRead", "0", "1 to 64")]
    [InlineData("Answers:PassagesToRank", "8", "16 to 300")]
    [InlineData("Answers:MostSentences", "11", "1 to 10")]
    [InlineData("Answers:NearestReleases", "-1", "0 to 10")]
    [InlineData("Answers:Threshold", "1.5", "0 to 1")]
    public async Task Setting_out_of_its_range_is_refused_with_its_name_and_range(string key, string value, string range)
    {
        using var folder = new TemporaryFolder();
        await using var services = models.Create(folder.Path, null, (key, value));

        var e = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains($"{key} is {value}", e.Message, StringComparison.Ordinal);
        Assert.Contains(range, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public async Task Threshold_set_by_the_operator_decides_what_is_refused(string threshold, bool answered)
    {
        using var folder = new TemporaryFolder();
        await using var services = models.Create(folder.Path, registered => registered.AddSingleton(bot.Index), ("Answers:Threshold", threshold));

        var trace = await services.GetRequiredService<Answerer>().TraceAsync(new Question(WhoHeaded, null, SearchFilter.None), Token);

        Assert.Equal(answered, trace.Answer.Answered);
    }
}
