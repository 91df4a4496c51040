using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Extraction;

/// <summary>How likely the best sentence answers the question: a logistic regression fitted on the development questions.</summary>
public sealed partial class Confidence(Tuning tuning)
{
    private readonly LinearModel _model = LinearModel.Read("confidence", tuning.Confidence, Names);

    /// <summary>Names of the features, in the order of <see cref="Features"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["score", "margin", "reader", "passageCoverage", "dense", "bm25", "releaseBm25", "titleBm25", "dateDisagreement", "missingNames", "missingNumbers", "typedWithoutCandidate"];

    /// <summary>Probability, 0 to 1, that the best sentence answers <paramref name="question"/>; 0 when there is none.</summary>
    public double Of(string question, Findings evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Sentences.IsEmpty ? 0 : 1 / (1 + Math.Exp(-_model.Score(Features(question, evidence))));
    }

    /// <summary>The features; at least one sentence is needed.</summary>
    public static double[] Features(string question, Findings evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var best = evidence.Sentences[0];
        var named = SentenceFeatures.Names;
        var seen = $"{best.Passage.Passage.Text}\n{best.Passage.Release.Title}\n{best.Passage.Release.Date:yyyy MMMM}";
        var typed = SentenceFeatures.IsTyped(evidence.Kind);
        return
        [
            best.Score,
            evidence.Sentences.Length > 1 ? best.Score - evidence.Sentences[1].Score : 0,
            best.Features[named.IndexOf("reader")],
            best.Features[named.IndexOf("passageCoverage")],
            best.Passage.Parts["dense"],
            best.Passage.Parts["bm25"],
            best.Passage.Parts["releaseBm25"],
            best.Passage.Parts["titleBm25"],
            evidence.Retrieval.Filters is { From: null, To: null } ? 0 : 1 - best.Passage.Parts["dates"],
            best.Features[named.IndexOf("missingNames")],
            Missing(NumbersInQuestion().Matches(question), seen),
            typed && best.Features[named.IndexOf("hasTyped")] == 0 ? 1 : 0,
        ];
    }

    // Share of the question's numbers that stand nowhere in the passage, headline or date: most wrong answers swap a name or a year.
    private static double Missing(MatchCollection words, string seen) =>
        words.Count == 0 ? 0 : (double)words.Count(word => !seen.Contains(word.Value, StringComparison.OrdinalIgnoreCase)) / words.Count;

    [GeneratedRegex(@"\b\d[\d.,’']*\d\b|\b\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex NumbersInQuestion();
}
