using ReleaseBot.Answers;

namespace ReleaseBot.Evaluation.Report;

/// <summary>Every question that went wrong, with what was found, said and expected.</summary>
internal static class FailureList
{
    /// <summary>The causes with their counts, commonest first.</summary>
    public static Html Causes(IReadOnlyCollection<QuestionOutcome> outcomes) => Html.Of($"""
        <figure><h3>Where it went wrong</h3>
        <figcaption>The first step that failed, as a program can tell it, of {outcomes.Count(FailureCause.IsFailure)} failures among {outcomes.Count} questions: an answerable
        question without a right answer shown, or an unanswerable one answered.</figcaption>
        <div class="wide"><table><tr><th>step</th><th>questions</th></tr>
        {FailureCause.Count(outcomes).Select(cause => Html.Of($"<tr><td>{cause.Cause}</td><td>{cause.Count}</td></tr>"))}
        </table></div></figure>
        """);

    /// <summary>The failed questions, in the order of the file.</summary>
    public static Html Draw(IReadOnlyCollection<QuestionOutcome> outcomes) => outcomes.Any(FailureCause.IsFailure)
        ? Html.Of($"<h2>Failures, question by question</h2>{outcomes.Where(FailureCause.IsFailure).Select(Failure)}")
        : Html.Of($"<h2>Failures</h2><p>None.</p>");

    private static Html Failure(QuestionOutcome outcome) => Html.Of($"""
        <details><summary><code>{outcome.Question.Id}</code> {outcome.Question.Question} <span class="tag">{outcome.Question.Type}</span><span class="tag">{FailureCause.Of(outcome)}</span></summary>
        <dl>
        {(outcome.Question.After is { } after ? Html.Of($"<dt>follows up</dt><dd>{after}; searched: {outcome.Answer.StandaloneQuestion}</dd>") : Html.Empty)}
        {(outcome.Clock is { } clock ? Html.Of($"<dt>today is</dt><dd>{clock:yyyy-MM-dd}</dd>") : Html.Empty)}
        <dt>expected</dt><dd>{Expected(outcome.Question)}</dd>
        <dt>said</dt><dd>{Said(outcome)}</dd>
        <dt>confidence</dt><dd>{outcome.Confidence:F2}</dd>
        <dt>retrieved</dt><dd>{Ranks(outcome)}<ol>{outcome.Retrieved.Select(Passage)}</ol></dd>
        {(string.IsNullOrWhiteSpace(outcome.Question.Notes) ? Html.Empty : Html.Of($"<dt>notes</dt><dd>{outcome.Question.Notes}</dd>"))}
        </dl></details>
        """);

    private static Html Expected(EvaluationQuestion question) => question.Answerable
        ? Html.Of($"""
            <b>{string.Join(" | ", question.Answers)}</b><ul>{question.Gold.Select(gold => Html.Of($"""<li>“{gold.Quote}” <span class="where">{gold.ReleaseId}</span></li>"""))}</ul>
            """)
        : Html.Of($"<b>no answer</b>");

    private static Html Said(QuestionOutcome outcome) => Html.Of($"""
        {outcome.Answer.Text}{(outcome.Answer.Answered || outcome.ForcedText.Length == 0 ? Html.Empty : Html.Of($"\n(Withheld: {outcome.ForcedText})"))}<ul>{outcome.Answer.Citations.Zip(outcome.CitationsRight).Select(pair => Cited(pair.First, pair.Second))}</ul>
        """);

    private static Html Cited(Citation citation, bool right) => Html.Of($"""
        <li>[{citation.Number}] {citation.Title} <span class="where">{citation.ReleaseId}</span> <span class="{(right ? "good" : "bad")}">{(right ? "✓ supports" : "✗ does not support")}</span></li>
        """);

    private static Html Ranks(QuestionOutcome outcome) => outcome.Question.Answerable
        ? Html.Of($"gold passage at rank {outcome.PassageRank?.ToString() ?? "none"}, gold release at rank {outcome.ReleaseRank?.ToString() ?? "none"}")
        : Html.Empty;

    private static Html Passage(RetrievedText passage) => Html.Of($"""
        <li class="{(passage.IsGold ? "gold" : "")}">{(passage.IsGold ? Html.Of($"<b>gold</b> ") : Html.Empty)}{passage.Title} <span class="where">{passage.Date:yyyy-MM-dd} {passage.ReleaseId}</span>
        {passage.Text}</li>
        """);
}
