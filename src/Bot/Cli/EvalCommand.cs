using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Evaluation;
using ReleaseBot.Evaluation.Tuning;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary><c>bot eval</c>: asks a file of questions and measures the answers.</summary>
internal static class EvalCommand
{
    private static readonly Option<string> _releases = new("--releases")
    {
        Description = "Releases to answer from: a file or folder",
        Required = true,
    };

    private static readonly Option<string> _questions = new("--questions")
    {
        Description = "Questions with accepted answers, JSON lines",
        Required = true,
    };

    private static readonly Option<string?> _result = new("--result") { Description = "Write the figures to this JSON file" };

    private static readonly Option<string?> _tune = new("--tune")
    {
        Description = "Fit the weights on these questions and write them to this file; the figures that follow are of the fitted weights",
    };

    private static readonly Option<bool> _failures = new("--failures") { Description = "List the questions answered wrongly" };

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var command = new Command("eval", "Measures the bot on questions with known answers")
        {
            _releases, _questions, _result, _tune, _failures,
        };
        command.SetAction((parsed, cancellationToken) => EvaluateAsync(run, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> EvaluateAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        var questions = EvaluationQuestion.Load(parsed.GetRequiredValue(_questions));
        using var folder = parsed.GetValue(CommonOptions.Data) is null ? TemporaryFolder.Create() : null;
        await using var services = run.CreateServices(parsed, folder?.Path);
        if (!await IngestAsync(run.Terminal, services, parsed.GetRequiredValue(_releases), cancellationToken))
        {
            return ExitCodes.Failed;
        }

        var options = services.GetRequiredService<IOptions<AnswerOptions>>().Value;
        var tuning = services.GetRequiredService<Retrieval.Tuning>();
        var evaluation = new EvaluationRun(services);
        if (parsed.GetValue(_tune) is { } tuneFile)
        {
            var wide = new AnswerOptions { PassagesToRank = 300, WindowsToRead = options.WindowsToRead, MostSentences = options.MostSentences };
            var tuner = new Tuner(candidate => evaluation.Create(candidate, wide), questions, line => run.Terminal.Error.WriteLine(line));
            tuning = await tuner.TuneAsync(tuning, Path.GetFileNameWithoutExtension(parsed.GetRequiredValue(_questions)), cancellationToken);
            await File.WriteAllTextAsync(tuneFile, JsonSerializer.Serialize(tuning, Retrieval.Tuning.Json) + "\n", cancellationToken);
        }

        var outcomes = new List<QuestionOutcome>();
        await foreach (var asked in evaluation.Create(tuning, options).AskAsync(questions, cancellationToken))
        {
            outcomes.Add(asked.Outcome);
        }

        var result = evaluation.Sum(outcomes, tuning, options);
        EvaluationTable.Write(result, run.Terminal.Out);
        if (parsed.GetValue(_failures))
        {
            EvaluationTable.WriteFailures(outcomes, run.Terminal.Out);
        }

        if (parsed.GetValue(_result) is { } resultFile)
        {
            await File.WriteAllTextAsync(resultFile, EvaluationTable.Json(result), cancellationToken);
        }

        return ExitCodes.Done;
    }

    private static async Task<bool> IngestAsync(Terminal terminal, IServiceProvider services, string releases, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IPassageIndex>().OpenAsync(cancellationToken);
        var ingestion = services.GetRequiredService<Ingestion>();
        var summary = await IngestProgress.ShowAsync(
            terminal,
            await ingestion.CountAsync([releases], cancellationToken),
            progress => ingestion.RunAsync([releases], prune: false, progress, cancellationToken));
        if (summary.Failed > 0)
        {
            IngestReport.Write(summary, terminal);
        }

        return summary.Failed == 0;
    }
}
