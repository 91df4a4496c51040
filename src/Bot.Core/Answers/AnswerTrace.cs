using ReleaseBot.Answers.Evidence;
using ReleaseBot.Conversations;

namespace ReleaseBot.Answers;

/// <summary>An answer with what it was chosen from.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Resolved">The question with its references filled in.</param>
/// <param name="Findings">The ranked passages and sentences; null when the bot asks back.</param>
public sealed record AnswerTrace(Answer Answer, ResolvedQuestion Resolved, Findings? Findings);
