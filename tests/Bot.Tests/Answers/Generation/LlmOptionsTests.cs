using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Index;

namespace ReleaseBot.Answers.Generation;

[Collection(WithRealModels.Name)]
public sealed class LlmOptionsTests(RealModels models)
{
    [Theory]
    [InlineData("Llm:Model", "", "Llm:Model is missing")]
    [InlineData("Llm:Endpoint", "ftp://127.0.0.1", "Llm:Endpoint is no http or https address")]
    [InlineData("Llm:Endpoint", "http://user:secret@127.0.0.1", "without a user name or key")]
    [InlineData("Llm:ApiKey", "line\nbreak", "Llm:ApiKey holds a line break")]
    [InlineData("Llm:Timeout", "00:00:00", "Llm:Timeout is 00:00:00; it must be 00:00:01 to 00:05:00")]
    [InlineData("Llm:StallTimeout", "01:00:00", "Llm:StallTimeout is 01:00:00")]
    [InlineData("Llm:Temperature", "3", "Llm:Temperature is 3")]
    [InlineData("Llm:MostSentences", "0", "Llm:MostSentences is 0; it must be 1 to 20")]
    [InlineData("Llm:MostSources", "31", "Llm:MostSources is 31; it must be 1 to 30")]
    [InlineData("Llm:MaxPromptTokens", "10", "Llm:MaxPromptTokens is 10; it must be 1000 to 200000")]
    [InlineData("Llm:MaxAnswerTokens", "10", "Llm:MaxAnswerTokens is 10; it must be 50 to 20000")]
    [InlineData("Llm:CallsPerMinute", "-1", "Llm:CallsPerMinute is -1")]
    [InlineData("Llm:TokensPerDay", "100", "Llm:TokensPerDay is 100, too few for one call")]
    [InlineData("Llm:PromptDirectory", "/nowhere", "The prompt file")]
    public void Setting_that_cannot_work_is_refused_with_the_remedy(string key, string value, string expected)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Validate((key, value)));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureOpenAI", "", "Llm:Endpoint is missing")]
    [InlineData("AzureOpenAI", "https://name.openai.azure.example", "Llm:ApiKey is missing")]
    [InlineData("OpenAICompatible", "", "Llm:ApiKey is missing")]
    public void What_a_provider_needs_is_named(string provider, string endpoint, string expected)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Validate(("Llm:Provider", provider), ("Llm:Endpoint", endpoint)));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OpenAICompatible", "http://127.0.0.1:8080/v1")]
    [InlineData("Ollama", "")]
    [InlineData("None", "nonsense")]
    public void What_is_enough_for_a_provider_is_accepted(string provider, string endpoint) => Validate(("Llm:Provider", provider), ("Llm:Endpoint", endpoint));

    [Fact]
    public void Without_a_provider_there_is_no_generator()
    {
        using var folder = new TemporaryFolder();
        using var services = models.Create(folder.Path);

        Assert.Null(services.GetService<Generator>());
    }

    private void Validate(params (string Key, string Value)[] settings)
    {
        using var folder = new TemporaryFolder();
        (string Key, string Value)[] basic = [("Llm:Provider", "OpenAICompatible"), ("Llm:Model", "m"), ("Llm:Endpoint", "http://127.0.0.1:9")];
        using var services = models.Create(folder.Path, null, [.. basic.Where(pair => !settings.Any(setting => setting.Key == pair.Key)), .. settings]);
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
