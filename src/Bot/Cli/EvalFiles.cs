using System.Collections.Immutable;
using System.CommandLine;
using ReleaseBot.Evaluation;
using ReleaseBot.Evaluation.Alternatives;

namespace ReleaseBot.Cli;

/// <summary>What an evaluation reads and writes, looked at before anything is asked: minutes of work are not lost to a mistyped name.</summary>
/// <param name="Releases">File or folder of releases.</param>
/// <param name="Title">Name of the question file, for headings.</param>
/// <param name="Questions">The questions.</param>
/// <param name="OffTopic">Questions that these releases do not answer at all, for <c>--tune</c>.</param>
/// <param name="Baseline">The result to compare with, or null.</param>
/// <param name="Floors">What must be reached, or null.</param>
/// <param name="Alternatives">Simpler ways to measure too.</param>
/// <param name="Tune">Where fitted weights go, or null.</param>
/// <param name="Result">Where the figures go, or null.</param>
/// <param name="Report">Where the report goes, or null.</param>
internal sealed record EvalFiles(
    string Releases,
    string Title,
    IReadOnlyList<EvaluationQuestion> Questions,
    IReadOnlyList<EvaluationQuestion> OffTopic,
    EvaluationResult? Baseline,
    QualityFloors? Floors,
    ImmutableArray<Alternative> Alternatives,
    string? Tune,
    string? Result,
    string? Report)
{
    /// <summary>Reads and checks what the command line names.</summary>
    /// <exception cref="UsageException">A file is missing or malformed, or a folder to write to is; the message names it.</exception>
    public static EvalFiles Open(ParseResult parsed)
    {
        try
        {
            var releases = parsed.GetRequiredValue(EvalCommand.Releases);
            if (!File.Exists(releases) && !Directory.Exists(releases))
            {
                throw new UsageException($"--releases: there is no file or folder \"{releases}\".");
            }

            var questions = EvaluationQuestion.Load(Existing("--questions", parsed.GetRequiredValue(EvalCommand.Questions)));
            var baseline = parsed.GetValue(EvalCommand.Baseline) is { } earlier ? EvaluationResultFile.Load(Existing("--baseline", earlier)) : null;
            return baseline is not null && !questions.Any(question => baseline.Scores.ContainsKey(question.Id))
                ? throw new UsageException("--baseline: that result has none of these questions, so there is nothing to compare. Name a result of the same question file.")
                : new EvalFiles(
                    releases,
                    Path.GetFileNameWithoutExtension(parsed.GetRequiredValue(EvalCommand.Questions)),
                    questions,
                    parsed.GetValue(EvalCommand.OffTopic) is { } offTopic ? EvaluationQuestion.Load(Existing("--off-topic", offTopic)) : [],
                    baseline,
                    parsed.GetValue(EvalCommand.Floors) is { } floors ? QualityFloors.Load(Existing("--floors", floors)) : null,
                    parsed.GetValue(EvalCommand.Compare) is { } names ? Alternative.Named(names) : [],
                    Writable("--tune", parsed.GetValue(EvalCommand.Tune)),
                    Writable("--result", parsed.GetValue(EvalCommand.Result)),
                    Writable("--report", parsed.GetValue(EvalCommand.Report)));
        }
        catch (FormatException failure)
        {
            throw new UsageException(failure.Message);
        }
    }

    private static string? Writable(string option, string? path) =>
        path is null ? null
        : Directory.Exists(path) || string.IsNullOrWhiteSpace(path) ? throw new UsageException($"{option}: \"{path}\" is no file. Name a file to write.")
        : Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? path
        : throw new UsageException($"{option}: the folder of \"{path}\" is missing. Make it first, or name another file.");

    private static string Existing(string option, string path) =>
        File.Exists(path) ? path : throw new UsageException($"{option}: there is no file \"{path}\".");
}
