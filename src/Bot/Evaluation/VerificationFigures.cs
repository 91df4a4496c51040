using System.Collections.Immutable;
using ReleaseBot.Answers;

namespace ReleaseBot.Evaluation;

/// <summary>What became of a language model's answers and sentences in a run.</summary>
public sealed record VerificationFigures
{
    /// <summary>Answers that the model wrote.</summary>
    public required int Written { get; init; }

    /// <summary>Questions to which the model said that the releases do not say.</summary>
    public required int Declined { get; init; }

    /// <summary>Answers quoted instead of written, by reason.</summary>
    public required ImmutableSortedDictionary<string, int> Quoted { get; init; }

    /// <summary>Sentences that the source they name proves.</summary>
    public required int Kept { get; init; }

    /// <summary>Sentences that another source proves.</summary>
    public required int Repaired { get; init; }

    /// <summary>Sentences that nothing proves; not shown.</summary>
    public required int Dropped { get; init; }

    /// <summary>Calls of the model.</summary>
    public required int ModelCalls { get; init; }

    /// <summary>Milliseconds to the first sentence shown, p50 and p95; empty when none was.</summary>
    public required ImmutableArray<double> FirstSentenceMs { get; init; }

    /// <summary>Sums up.</summary>
    public static VerificationFigures Of(IReadOnlyCollection<Answer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var reports = answers.Select(answer => answer.Verification).OfType<VerificationReport>().ToArray();
        var first = reports.Select(report => report.FirstSentenceMs).OfType<double>().ToArray();
        return new VerificationFigures
        {
            Written = answers.Count(answer => answer is { Mode: AnswerMode.Generative, Answered: true }),
            Declined = answers.Count(answer => answer is { Mode: AnswerMode.Generative, Answered: false }),
            Quoted = answers.Where(answer => answer.Reason is not null).CountBy(answer => answer.Reason!).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Kept = reports.Sum(report => report.Kept),
            Repaired = reports.Sum(report => report.Repaired),
            Dropped = reports.Sum(report => report.Dropped),
            ModelCalls = reports.Sum(report => report.ModelCalls),
            FirstSentenceMs = first.Length == 0 ? [] : [Math.Round(FigureCalculation.Percentile(first, 0.5), 1), Math.Round(FigureCalculation.Percentile(first, 0.95), 1)],
        };
    }

    /// <summary>The figures by name, as text.</summary>
    public IEnumerable<(string Name, string Value)> Rows()
    {
        var sentences = Kept + Repaired + Dropped;
        yield return ("answers written by the model", $"{Written}");
        yield return ("declined by the model", $"{Declined}");
        yield return ("quoted instead", Quoted.IsEmpty ? "0" : string.Join(", ", Quoted.Select(reason => $"{reason.Value} ({reason.Key})")));
        yield return ("sentences kept", Share(Kept, sentences));
        yield return ("sentences repaired", Share(Repaired, sentences));
        yield return ("sentences dropped", Share(Dropped, sentences));
        yield return ("calls of the model", $"{ModelCalls}");
        yield return ("ms to the first sentence, p50 / p95", FirstSentenceMs.IsEmpty ? "" : $"{FirstSentenceMs[0]:F0} / {FirstSentenceMs[1]:F0}");
    }

    private static string Share(int part, int whole) => whole == 0 ? $"{part}" : $"{part} ({(double)part / whole:0.0%})";
}
