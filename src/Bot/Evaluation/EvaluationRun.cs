using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Answers.Generation;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Conversations;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation;

/// <summary>Builds the bot with given weights, and sums up what it answers.</summary>
/// <param name="services">The bot's services.</param>
/// <param name="generator">Writes the answers; null where they are quotations.</param>
internal sealed class EvaluationRun(IServiceProvider services, Generator? generator = null)
{
    private const string ReaderFile = "reader/model.int8.onnx";

    private static readonly string[] Stages = ["dates", "embed", "search", "read", "rank", "total"];

    /// <summary>Today, for questions that bring no clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetLocalNow().Date);

    /// <summary>The bot as served, with <paramref name="tuning"/> and <paramref name="options"/> in place of the registered ones.</summary>
    public Evaluator Create(Retrieval.Tuning tuning, AnswerOptions options)
    {
        var index = services.GetRequiredService<IPassageIndex>();
        var finder = new EvidenceFinder(
            CreateRetriever(tuning), services.GetRequiredService<SpanReader>(), services.GetRequiredService<Bm25Encoder>(), tuning, options);
        var answerer = new Answerer(
            finder,
            new Confidence(tuning),
            services.GetRequiredService<ConversationStore>(),
            tuning,
            Options.Create(options),
            services.GetRequiredService<TimeProvider>(),
            generator);
        return new Evaluator(answerer, index, options, generator);
    }

    /// <summary>The bot's search with the weights of <paramref name="tuning"/>.</summary>
    public Retriever CreateRetriever(Retrieval.Tuning tuning) => new(
        services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>(),
        services.GetRequiredService<Bm25Encoder>(),
        services.GetRequiredService<IPassageIndex>(),
        services.GetRequiredService<DateExpressions>(),
        tuning);

    /// <summary>Sums up.</summary>
    public EvaluationResult Sum(IReadOnlyCollection<QuestionOutcome> outcomes, Retrieval.Tuning tuning, AnswerOptions options)
    {
        var groups = outcomes
            .SelectMany(outcome => Groups(outcome.Question).Select(group => (group, outcome)))
            .GroupBy(pair => pair.group, pair => pair.outcome)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => FigureCalculation.Of([.. group]));
        var milliseconds = Stages.ToDictionary(stage => stage, stage => Percentiles(outcomes.Select(outcome => outcome.Answer.ElapsedMs.GetValueOrDefault(stage))));
        return new EvaluationResult(
            Settings(tuning, options),
            outcomes.Count,
            FigureCalculation.Of(outcomes),
            groups,
            milliseconds,
            outcomes.ToDictionary(outcome => outcome.Question.Id, QuestionScore.Of))
        {
            Verification = generator is null ? null : VerificationFigures.Of([.. outcomes.Select(outcome => outcome.Answer)]),
        };
    }

    private Dictionary<string, string> Settings(Retrieval.Tuning tuning, AnswerOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["code"] = CodeVersion,
            ["embedder"] = services.GetRequiredService<OnnxEmbeddingGenerator>().ModelId,
            ["reader"] = ReaderVersion(),
            ["tuning"] = tuning.Version,
            ["threshold"] = (options.Threshold ?? tuning.AnswerThreshold).ToString(),
            ["windows"] = options.WindowsToRead.ToString(),
            ["sentences"] = options.MostSentences.ToString(),
        };
        if (generator is not null)
        {
            settings["model"] = $"{generator.Model} ({generator.Provider})";
            settings["prompts"] = generator.PromptHash;
        }

        return settings;
    }

    // The version, with the commit where the build knew it.
    private static string CodeVersion =>
        typeof(EvaluationRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    // As the embedder names itself: the first 12 digits of the file's hash.
    private string ReaderVersion()
    {
        using var model = File.OpenRead(Path.Combine(services.GetRequiredService<IOptions<EmbeddingOptions>>().Value.ModelDirectory, ReaderFile));
        return Convert.ToHexStringLower(SHA256.HashData(model))[..12];
    }

    private static IEnumerable<string> Groups(EvaluationQuestion question)
    {
        yield return question.Type;
        yield return question.After is null ? "(standalone)" : "(follow-up)";
        if (question.IsDateAware)
        {
            yield return "(date-aware)";
        }
    }

    private static ImmutableArray<double> Percentiles(IEnumerable<double> values)
    {
        var all = values.ToArray();
        return [Math.Round(FigureCalculation.Percentile(all, 0.5), 1), Math.Round(FigureCalculation.Percentile(all, 0.95), 1)];
    }
}
