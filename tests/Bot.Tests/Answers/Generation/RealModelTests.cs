using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Index;

namespace ReleaseBot.Answers.Generation;

/// <summary>
/// End to end against a real model, when LLM_TEST_URL names an OpenAI-compatible server (LLM_TEST_MODEL its model, LLM_TEST_KEY its key).
/// </summary>
[Collection(WithRealModels.Name)]
public sealed class RealModelTests(AnsweringBot bot, RealModels models) : IClassFixture<AnsweringBot>
{
    [Theory]
    [InlineData(WritingBot.WhoHeaded, AnsweringBot.Visit)]
    [InlineData(WritingBot.Fee, SmallReleases.Fee2024)]
    public async Task Real_model_writes_an_answer_whose_every_sentence_is_proved(string question, string release)
    {
        var url = Environment.GetEnvironmentVariable("LLM_TEST_URL");
        Assert.SkipWhen(string.IsNullOrEmpty(url), "LLM_TEST_URL names no model to test with.");
        using var folder = new TemporaryFolder();
        await using var services = models.Create(
            folder.Path,
            registered => registered.AddSingleton(bot.Index),
            ("Llm:Provider", "OpenAICompatible"),
            ("Llm:Endpoint", url!),
            ("Llm:Model", Environment.GetEnvironmentVariable("LLM_TEST_MODEL") ?? "default"),
            ("Llm:ApiKey", Environment.GetEnvironmentVariable("LLM_TEST_KEY") ?? "none"));

        var trace = await services.GetRequiredService<Answerer>().TraceAsync(new Question(question, null, SearchFilter.None), TestContext.Current.CancellationToken);

        Assert.True(trace.Answer.Mode == AnswerMode.Generative, $"{trace.Answer.Reason}: {trace.Answer.Note}");
        Assert.Contains(trace.Answer.Citations, citation => citation.ReleaseId == release);
        Assert.True(trace.Answer.Verification!.Kept + trace.Answer.Verification.Repaired > 0);
    }
}
