using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Answers.Generation;
using ReleaseBot.Evaluation;
using ReleaseBot.Evaluation.Alternatives;
using ReleaseBot.Evaluation.Tuning;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary><c>bot eval</c>: asks a file of questions and measures the answers.</summary>
internal static class EvalCommand
{
    private static readonly Option<bool> _failures = new("--failures") { Description = "List the questions answered wrongly" };

    /// <summary>Releases to answer from.</summary>
    public static Option<string> Releases { get; } = new("--releases")
    {
        Description = "Releases to answer from: a file or folder",
        HelpName = "PATH",
        Required = true,
    };

    /// <summary>Questions to ask.</summary>
    public static Option<string> Questions { get; } = new("--questions")
    {
        Description = "Questions with accepted answers, JSON lines",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>Where the figures go.</summary>
    public static Option<string?> Result { get; } = new("--result") { Description = "Write the figures to this JSON file", HelpName = "FILE" };

    /// <summary>An earlier result.</summary>
    public static Option<string?> Baseline { get; } = new("--baseline")
    {
        Description = "Compare with this earlier result: differences with 95% intervals (paired bootstrap)",
        HelpName = "FILE",
    };

    /// <summary>Simpler ways to measure too.</summary>
    public static Option<string?> Compare { get; } = new("--compare")
    {
        Description = $"Also measure simpler ways, separated by commas: {string.Join(",", Alternative.All.Select(alternative => alternative.Name))}",
        HelpName = "NAMES",
    };

    /// <summary>Where the report goes.</summary>
    public static Option<string?> Report { get; } = new("--report") { Description = "Write a report with plots and every failure to this HTML file", HelpName = "FILE" };

    /// <summary>Where fitted weights go.</summary>
    public static Option<string?> Tune { get; } = new("--tune")
    {
        Description = "Fit the weights on these questions and write them to this file; the figures that follow are of the fitted weights",
        HelpName = "FILE",
    };

    /// <summary>Questions about something else.</summary>
    public static Option<string?> OffTopic { get; } = new("--off-topic")
    {
        Description = "With --tune: questions that these releases do not answer at all, JSON lines",
        HelpName = "FILE",
    };

    /// <summary>What must be reached.</summary>
    public static Option<string?> Floors { get; } = new("--floors")
    {
        Description = "Fail when a figure is worse than this JSON file asks for",
        HelpName = "FILE",
    };

    /// <summary>Who writes the answers.</summary>
    public static Option<AnswerMode> Mode { get; } = new("--mode")
    {
        Description = "extractive (default): quotations; generative: written by the model of section Llm, with figures of its check",
        HelpName = "MODE",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var command = new Command("eval", "Measures the bot on questions with known answers")
        {
            Releases, Questions, Mode, Result, Baseline, Compare, Report, Tune, OffTopic, Floors, _failures,
        };
        command.SetAction((parsed, cancellationToken) => EvaluateAsync(run, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> EvaluateAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = EvalFiles.Open(parsed);
        using var folder = parsed.GetValue(CommonOptions.Data) is null ? TemporaryFolder.Create() : null;
        await using var services = run.CreateServices(parsed, folder?.Path);
        if (!await IngestAsync(run.Terminal, services, files.Releases, cancellationToken))
        {
            return ExitCodes.Failed;
        }

        var options = services.GetRequiredService<IOptions<AnswerOptions>>().Value;
        var tuning = services.GetRequiredService<Retrieval.Tuning>();
        var evaluation = new EvaluationRun(services, Generator(services, parsed.GetValue(Mode), files));
        if (files.Tune is not null)
        {
            var wide = new AnswerOptions { PassagesToRank = 300, WindowsToRead = options.WindowsToRead, MostSentences = options.MostSentences };
            var tuner = new Tuner(candidate => evaluation.Create(candidate, wide), files.Questions, files.OffTopic, line => run.Terminal.Error.WriteLine(line));
            tuning = await tuner.TuneAsync(tuning, files.Title, cancellationToken);
            await File.WriteAllTextAsync(files.Tune, JsonSerializer.Serialize(tuning, Retrieval.Tuning.Json) + "\n", cancellationToken);
        }

        var measured = await new EvalRun(run.Terminal, evaluation, tuning, options).MeasureAsync(files, cancellationToken);
        var written = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await WriteAsync(measured, files, written, parsed.GetValue(_failures), run.Terminal, cancellationToken);
        return HoldsFloors(files.Floors?.Check(measured.Result) ?? [], run.Terminal) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static bool HoldsFloors(ImmutableArray<FloorCheck> checks, Terminal terminal)
    {
        foreach (var check in checks)
        {
            terminal.Error.WriteLine(check);
        }

        return checks.All(check => check.Holds);
    }

    private static Generator? Generator(IServiceProvider services, AnswerMode mode, EvalFiles files)
    {
        if (mode == AnswerMode.Extractive)
        {
            return null;
        }

        if (files.Tune is not null)
        {
            throw new UsageException("--tune fits the weights of quotations; leave --mode generative out.");
        }

        return services.GetService<Generator>()
            ?? throw new UsageException("--mode generative needs a language model: set Llm:Provider, Llm:Model and what goes with them, for example --set Llm:Provider=Ollama --set Llm:Model=llama3.1.");
    }

    private static async Task WriteAsync(
        EvalRun.Measured measured,
        EvalFiles files,
        DateTimeOffset written,
        bool failures,
        Terminal terminal,
        CancellationToken cancellationToken)
    {
        EvaluationTable.Write(measured.Result, terminal.Out);
        if (measured.Baseline is not null)
        {
            EvaluationTable.WriteBaseline(measured.Baseline, terminal.Out);
        }

        if (failures)
        {
            EvaluationTable.WriteFailures(measured.Outcomes, terminal.Out);
        }

        if (files.Result is not null)
        {
            await File.WriteAllTextAsync(files.Result, EvaluationResultFile.Json(measured.Result), cancellationToken);
        }

        if (files.Report is not null)
        {
            await File.WriteAllTextAsync(files.Report, measured.Page(files.Title, written).Document(), cancellationToken);
            await terminal.Error.WriteLineAsync($"The report is in {files.Report}.");
        }
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
