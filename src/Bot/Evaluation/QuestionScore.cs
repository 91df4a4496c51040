namespace ReleaseBot.Evaluation;

/// <summary>How one question went, as yes or no: what two runs are compared by.</summary>
/// <param name="Answerable">Whether the releases say.</param>
/// <param name="ShownRight">Whether the shown text held an accepted answer.</param>
/// <param name="ForcedRight">The same for what would be shown if the bot never abstained.</param>
/// <param name="PassageHit5">Whether one of the first five passages held a gold quote.</param>
/// <param name="ReleaseHit5">Whether one of the first five releases was a gold one.</param>
/// <param name="Refused">Whether the bot said that the releases do not say.</param>
public sealed record QuestionScore(bool Answerable, bool ShownRight, bool ForcedRight, bool PassageHit5, bool ReleaseHit5, bool Refused)
{
    /// <summary>The score of an outcome.</summary>
    public static QuestionScore Of(QuestionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return new QuestionScore(
            outcome.Question.Answerable,
            outcome.ShownRight,
            outcome.ForcedRight,
            outcome.PassageRank <= 5,
            outcome.ReleaseRank <= 5,
            !outcome.Answer.Answered);
    }
}
