using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation.Tuning;

/// <summary>
/// Fits the weights on a question file in three passes, each with what the one before found: passages, sentences, confidence.
/// The reported scores are cross-validated; the weights written are fitted on all questions.
/// </summary>
public sealed class Tuner(
    Func<Retrieval.Tuning, Evaluator> pipeline,
    IReadOnlyList<EvaluationQuestion> questions,
    IReadOnlyList<EvaluationQuestion> offTopic,
    Action<string> report)
{
    private const double L2 = 3e-3;
    private const double ConfidenceL2 = 3e-3;

    // What can speak against an answer, never for one.
    private static readonly string[] _doubts = ["dateDisagreement", "missingNames", "missingNumbers", "typedWithoutCandidate"];

    // Refusing a tenth of the answerable questions is what users are said to accept.
    private const double MostAnswerableRefused = 0.10;

    /// <summary>Weights better than <paramref name="start"/>, which only opens the search.</summary>
    public async Task<Retrieval.Tuning> TuneAsync(Retrieval.Tuning start, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        var tuning = start with { Version = version };
        tuning = tuning with { Retrieval = FitPassages(await AskAsync(tuning, questions, cancellationToken)) };
        tuning = tuning with { Evidence = FitSentences(await AskAsync(tuning, questions, cancellationToken)) };
        var judged = await AskAsync(tuning, questions, cancellationToken);
        var (confidence, threshold) = FitConfidence(judged, await AskAsync(tuning, offTopic, cancellationToken));
        return tuning with { Confidence = confidence, AnswerThreshold = threshold };
    }

    private async Task<List<Evaluator.Asked>> AskAsync(Retrieval.Tuning tuning, IReadOnlyList<EvaluationQuestion> asking, CancellationToken cancellationToken)
    {
        var asked = new List<Evaluator.Asked>();
        await foreach (var one in pipeline(tuning).AskAsync(asking, cancellationToken))
        {
            asked.Add(one);
        }

        return asked;
    }

    private Dictionary<string, double> FitPassages(List<Evaluator.Asked> asked)
    {
        var choices = asked
            .Where(one => one.Outcome.Question.Answerable && one.Trace.Findings is not null)
            .Select(one => new Choice(
                [.. one.Trace.Findings!.Retrieval.Passages.Select(passage => PassageFeatures.Names.Select(name => passage.Parts[name]).ToArray())],
                [.. one.Trace.Findings!.Retrieval.Passages.Select(one.Gold.Holds)]))
            .Where(choice => choice.Right.Any(right => right))
            .ToArray();
        double[] Fit(IReadOnlyList<Choice> some) => Fitting.Listwise([.. some], PassageFeatures.Names.Length, L2);
        var ranks = CrossValidation.Judge(choices, Fit, RankOfRight);
        report($"passages: {choices.Length} questions with a gold passage among the candidates; cross-validated hit@1 {Within(ranks, 1):P1}, @5 {Within(ranks, 5):P1}, @16 {Within(ranks, 16):P1}");
        return Named(PassageFeatures.Names, Fit(choices));
    }

    private Dictionary<string, double> FitSentences(List<Evaluator.Asked> asked)
    {
        var choices = asked
            .Where(one => one.Outcome.Question.Answerable && one.Trace.Findings is not null)
            .Select(one => new Choice(
                [.. one.Trace.Findings!.Sentences.Select(sentence => sentence.Features.ToArray())],
                [.. one.Trace.Findings!.Sentences.Select(sentence => one.Gold.Answers(one.Outcome.Question, sentence))]))
            .Where(choice => choice.Right.Any(right => right))
            .ToArray();
        double[] Fit(IReadOnlyList<Choice> some) => Fitting.Listwise([.. some], SentenceFeatures.Names.Length, L2, SentenceFeatures.Names.IndexOf("missingNames"));
        var ranks = CrossValidation.Judge(choices, Fit, RankOfRight);
        report($"sentences: {choices.Length} questions with a right sentence among those read; cross-validated first {Within(ranks, 1):P1}, in the first three {Within(ranks, 3):P1}");
        return Named(SentenceFeatures.Names, Fit(choices));
    }

    // Questions about something else altogether teach what "not in these releases" looks like; a development set has only tempting ones.
    private (Dictionary<string, double> Weights, double Threshold) FitConfidence(List<Evaluator.Asked> asked, List<Evaluator.Asked> elsewhere)
    {
        var judged = asked.Concat(elsewhere).Where(one => one.Trace.Findings is { Sentences.IsEmpty: false }).ToArray();
        var strange = elsewhere.ToHashSet();
        var judgements = judged.Select(one => new Judgement(
            Confidence.Features(one.Outcome.Question.Question, one.Trace.Findings!),
            one.Outcome.Question.Answerable && one.Outcome.ForcedRight && !strange.Contains(one))).ToArray();
        int[] against = [.. _doubts.Select(name => Confidence.Names.IndexOf(name))];
        double[] Fit(IReadOnlyList<Judgement> some) => Fitting.Logistic([.. some], Confidence.Names.Length, ConfidenceL2, against);
        var unseen = CrossValidation.Judge(judgements, Fit, (weights, judgement) => Fitting.Probability(weights, judgement.Features));
        double[] Of(Func<Evaluator.Asked, bool> which) => [.. unseen.Where((_, i) => which(judged[i])).Order()];
        var answerable = Of(one => !strange.Contains(one) && one.Outcome.Question.Answerable);
        var unanswerable = Of(one => !strange.Contains(one) && !one.Outcome.Question.Answerable);
        var threshold = answerable.Length == 0 ? 0.5 : answerable[(int)(MostAnswerableRefused * answerable.Length)];
        report($"confidence: cross-validated AUROC {Auroc(answerable, unanswerable):F3}; threshold {threshold:F3} refuses {Below(answerable, threshold):P1} of answerable, "
            + $"{Below(unanswerable, threshold):P1} of unanswerable and {Below(Of(strange.Contains), threshold):P1} of off-topic questions");
        var weights = Fit(judgements);
        var named = Named(Confidence.Names, weights);
        named[LinearModel.Bias] = Math.Round(weights[^1], 4);
        return (named, Math.Round(threshold, 4));
    }

    private static double Auroc(double[] high, double[] low) => high.Length * low.Length == 0 ? 0
        : low.Sum(one => high.Sum(other => other > one ? 1.0 : other == one ? 0.5 : 0)) / high.Length / low.Length;

    private static double Below(double[] values, double threshold) => values.Length == 0 ? 0 : (double)values.Count(value => value < threshold) / values.Length;

    private static double RankOfRight(double[] weights, Choice choice)
    {
        var scores = Array.ConvertAll(choice.Features, features => Fitting.Dot(weights, features));
        var best = scores.Where((_, i) => choice.Right[i]).Max();
        return 1 + scores.Count(score => score > best);
    }

    private static double Within(double[] ranks, int limit) => ranks.Length == 0 ? 0 : (double)ranks.Count(rank => rank <= limit) / ranks.Length;

    private static Dictionary<string, double> Named(IEnumerable<string> names, double[] weights) =>
        names.Zip(weights).ToDictionary(pair => pair.First, pair => Math.Round(pair.Second, 4));
}
