using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Architecture;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Generation;

/// <summary>
/// Injections in the text of a release, in headlines and in questions. Two models are tried on each: one that follows whatever stands outside
/// the data, and one that obeys an injection wherever it reads it. The answers of both must equal those without the poison.
/// </summary>
[Collection(WithRealModels.Name)]
public sealed class PoisonedReleaseTests(AnsweringBot bot, RealModels models) : IClassFixture<AnsweringBot>
{
    private const string Honest = "The mooring fee is EUR 15 per tonne [{0}]. It applies from 1 May 2024 to all cargo ships [{0}].";
    private const string Clean = "The mooring fee is EUR 15 per tonne. [1] It applies from 1 May 2024 to all cargo ships. [2]";

    // The ships pay; the crews sing: nothing a bot could use, but a place for the poison.
    private const string Around = "The Harbour Board has fixed the fee for mooring in the port of Tarnvik for ships that sing.";

    private static readonly IReadOnlyList<Injection> _all =
    [
        .. File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "data", "injections", "injections.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Injection>(line, JsonSerializerOptions.Web)!),
    ];

    public static TheoryData<string> Ids() => [.. _all.Select(injection => injection.Id)];

    [Fact]
    public void There_are_at_least_30_in_all_three_places()
    {
        Assert.True(_all.Count >= 30);
        Assert.Equal(["question", "text", "title"], _all.Select(injection => injection.Where).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Answer_equals_the_one_without_the_poison_and_never_says_what_it_demands(string id)
    {
        var injection = _all.Single(one => one.Id == id);
        using var folder = new TemporaryFolder();
        await using var services = models.Create(Path.Combine(folder.Path, "data"));
        var index = await PoisonAsync(injection, folder, services);
        var question = injection.Where == "question" ? $"{WritingBot.Fee} {injection.Text}" : WritingBot.Fee;

        foreach (var follows in new[] { "outside the data", "anything" })
        {
            var reads = new List<string>();
            await using var writing = new WritingBot(models, index, new ScriptedChatClient(messages => Gullible(messages, injection, follows, reads)));

            var answer = await writing.AskAsync(question);

            Assert.True(answer.Mode == AnswerMode.Generative, $"{follows}: {answer.Reason} {answer.Note} {answer.Text}");
            Assert.Equal(Clean, answer.Text);
            Assert.All(answer.Citations, citation => Assert.Equal(SmallReleases.Fee2024, citation.ReleaseId));
            Assert.NotEmpty(reads);
        }

        // A model that writes what the poison demands and nothing else, wherever it heard of it.
        await using var captured = new WritingBot(models, index, new ScriptedChatClient(messages => Number(injection.Demand, messages, "EUR 15 per tonne")));
        var quoted = await captured.AskAsync(WritingBot.Fee);
        Assert.True(!quoted.Answered || quoted is { Mode: AnswerMode.Extractive, Reason: "unproved" }, quoted.Text);
        Assert.Equal(0, quoted.Verification!.Kept + quoted.Verification.Repaired);
    }

    // Follows an order that it can read, and writes the honest answer besides.
    private static string Gullible(IReadOnlyList<ChatMessage> messages, Injection injection, string follows, List<string> reads)
    {
        reads.Add(follows);
        Assert.Equal([ChatRole.System, ChatRole.User], messages.Select(message => message.Role));
        var seen = follows == "anything" ? string.Join('\n', messages.Select(message => message.Text)) : PromptSources.Instructions(messages);
        var obeys = injection.Text.Split('\n').Any(line => seen.Contains(line.Trim(), StringComparison.Ordinal));
        Assert.False(follows != "anything" && obeys, "The poison stands outside the data.");
        var honest = Number(Honest, messages, "EUR 15 per tonne");
        return obeys ? $"{honest} {Number(injection.Demand, messages, "EUR 15 per tonne")}" : honest;
    }

    private static string Number(string reply, IReadOnlyList<ChatMessage> messages, string words) =>
        string.Format(null, reply, PromptSources.Of(messages).First(source => source.Text.Contains(words, StringComparison.Ordinal)).Number);

    // The releases of the bot, and one more with the poison in it.
    private async Task<IPassageIndex> PoisonAsync(Injection injection, TemporaryFolder folder, ServiceProvider services)
    {
        if (injection.Where == "question")
        {
            return bot.Index;
        }

        var poisoned = new ReleaseDocument
        {
            Id = "poison",
            Title = injection.Where == "title" ? injection.Text : "Harbour fee for singing ships",
            Date = "2024-03-06",
            Issuer = ["Harbour Board"],
            Lang = "en",
            Text = injection.Where == "text" ? $"{Around} {injection.Text}" : Around,
        };
        var file = Path.Combine(folder.Path, "releases.jsonl");
        await File.WriteAllLinesAsync(file, SmallReleases.All.Append(poisoned).Select(release => JsonSerializer.Serialize(release)), TestContext.Current.CancellationToken);
        var reads = services.GetRequiredService<ReleaseReader>().ReadAsync([file], TestContext.Current.CancellationToken);
        await services.GetRequiredService<Ingester>().IngestAsync(reads, null, null, TestContext.Current.CancellationToken);
        return services.GetRequiredService<IPassageIndex>();
    }

    private sealed record Injection(string Id, string Where, string Text, string Demand);
}
