using System.CommandLine;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers.Records;
using ReleaseBot.Index;

namespace ReleaseBot.Cli;

/// <summary><c>bot replay ID</c>: how an answer came about.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> _id = new("ID") { Description = "The answer's id, as the API names it" };

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var command = new Command("replay", "Shows how an answer came about (kept when Answers:KeepRecords is true)") { _id };
        command.SetAction((parsed, cancellationToken) => ReplayAsync(run, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> ReplayAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = run.CreateServices(parsed);
        var records = new AnswerRecords(services.GetRequiredService<IOptions<BotOptions>>(), services.GetRequiredService<ILogger<AnswerRecords>>());
        var id = parsed.GetRequiredValue(_id);
        if (await records.FindAsync(id, cancellationToken) is not { } record)
        {
            throw new UsageException(
                $"There is no record of an answer \"{TerminalText.OneLine(id)}\" in {records.Folder}. Records are kept while Answers:KeepRecords is true; --data names another folder.");
        }

        WriteAnswer(record, run.Terminal.Out);
        await WritePassagesAsync(record, services.GetRequiredService<IPassageIndex>(), run.Terminal.Out, cancellationToken);
        WriteSentences(record, run.Terminal.Out);
        return ExitCodes.Done;
    }

    private static void WriteAnswer(AnswerRecord record, TextWriter output)
    {
        var answer = record.Answer;
        Write(output, $"question: {TerminalText.OneLine(answer.Question)}");
        Write(output, $"searched: {TerminalText.OneLine(answer.StandaloneQuestion)}{(record.Rewritten is null ? "" : " (rewritten by the model)")}");
        Write(output, $"answer: {TerminalText.OneLine(answer.Text)}");
        Write(output, $"mode: {(answer.Answered ? "" : "no answer, ")}{answer.Mode.ToString().ToLowerInvariant()}{(answer.Reason is null ? "" : $" ({answer.Reason}: {answer.Note})")}");
        Write(output, $"confidence: {answer.Confidence:0.0000}");
        Write(output, $"model: {(record.Model is null ? "none" : $"{record.Model} ({record.Provider})")}");
        Write(output, $"prompts: {answer.PromptHash ?? "none"}");
        Write(output, $"settings: {(record.Settings.Count == 0 ? "none" : string.Join(", ", record.Settings.Select(setting => $"{setting.Key}={setting.Value}")))}");
        Write(output, $"milliseconds: {string.Join(", ", answer.ElapsedMs.Select(stage => $"{stage.Key} {stage.Value:0}"))}");
        foreach (var citation in answer.Citations)
        {
            Write(output, $"[{citation.Number}] {TerminalText.OneLine(citation.ReleaseId)} {citation.Start}-{citation.End}: \"{TerminalText.OneLine(citation.Quote)}\"");
        }
    }

    private static async Task WritePassagesAsync(AnswerRecord record, IPassageIndex index, TextWriter output, CancellationToken cancellationToken)
    {
        Write(output, $"passages: {record.Passages.Length}");
        foreach (var passage in record.Passages)
        {
            var release = await index.GetReleaseAsync(passage.ReleaseId, cancellationToken);
            var state = release is null ? "gone"
                : passage.End <= release.Text.Length && RecordedPassage.HashOf(release.Text[passage.Start..passage.End]) == passage.Hash ? "unchanged"
                : "changed since";
            var number = passage.Number is { } sent ? $"source {sent}" : "not sent";
            Write(output, $"  {number}: {TerminalText.OneLine(passage.ReleaseId)} {passage.Start}-{passage.End} sha256 {passage.Hash[..16]} ({state})");
        }
    }

    private static void WriteSentences(AnswerRecord record, TextWriter output)
    {
        Write(output, $"sentences of the model: {record.Sentences.Length}");
        foreach (var sentence in record.Sentences)
        {
            var fault = sentence.Fault is null ? "" : $" because of {TerminalText.OneLine(sentence.Fault)}";
            Write(output, $"  {sentence.Outcome.ToString().ToLowerInvariant()}{fault}: {TerminalText.OneLine(sentence.Text)} [{string.Join(", ", sentence.Markers)}]");
        }
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}
