using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers.Generation;
using ReleaseBot.Cli;
using ReleaseBot.Index;

namespace ReleaseBot.Answers.Records;

[Collection(WithRealModels.Name)]
public sealed class AnswerRecordsTests(AnsweringBot bot, RealModels models) : IClassFixture<AnsweringBot>
{
    private const string Reply = "The mooring fee is EUR 15 per tonne [1][2]. Captain Orloff of Mordor objected [1]. It applies from 1 May 2024 to all cargo ships [1][2].";

    [Fact]
    public async Task Kept_answer_can_be_replayed_with_its_sentences_and_passages()
    {
        await using var writing = new WritingBot(models, bot.Index, new ScriptedChatClient(Reply), ("Answers:KeepRecords", "true"));
        var answer = await writing.AskAsync(WritingBot.Fee);

        var record = await writing.Services.GetRequiredService<AnswerRecords>().FindAsync(answer.Id, TestContext.Current.CancellationToken);

        Assert.Equal((answer.Text, "scripted", "OpenAICompatible"), (record!.Answer.Text, record.Model, record.Provider));
        Assert.Equal(answer.PromptHash, record.Answer.PromptHash);
        Assert.Equal(3, record.Sentences.Length);
        Assert.Contains("Orloff", record.Sentences[1].Fault, StringComparison.Ordinal);
        Assert.All(record.Passages, passage => Assert.Matches("^[0-9a-f]{64}$", passage.Hash));
        var run = await CliRun.OfAsync("replay", answer.Id, "--data", writing.Folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("model: scripted (OpenAICompatible)", run.Out, StringComparison.Ordinal);
        Assert.Contains("dropped because of name \"Captain Orloff of Mordor\"", run.Out, StringComparison.Ordinal);
        Assert.Contains($"prompts: {answer.PromptHash}", run.Out, StringComparison.Ordinal);
        // The command's own index is empty here, so the releases are gone.
        Assert.Contains("(gone)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_kept_unless_it_is_asked_for()
    {
        await using var writing = new WritingBot(models, bot.Index, new ScriptedChatClient(Reply));
        await writing.AskAsync(WritingBot.Fee);

        Assert.Null(writing.Services.GetService<AnswerRecords>());
        Assert.False(Directory.Exists(Path.Combine(writing.Folder, "answers")));
    }

    [Theory]
    [InlineData("01890000-0000-7000-8000-000000000000")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public async Task Unknown_answer_is_told_with_the_remedy(string id)
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("replay", id, "--data", folder.Path);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("Answers:KeepRecords", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_is_given_even_where_its_record_cannot_be_written()
    {
        await using var writing = new WritingBot(models, bot.Index, new ScriptedChatClient(Reply), ("Answers:KeepRecords", "true"));
        await File.WriteAllTextAsync(Path.Combine(writing.Folder, "answers"), "a file where the folder should be", TestContext.Current.CancellationToken);

        Assert.True((await writing.AskAsync(WritingBot.Fee)).Answered);
    }
}
