using System.Collections.Immutable;

namespace ReleaseBot.Conversations;

/// <summary>One exchange of a conversation.</summary>
/// <param name="Question">As asked.</param>
/// <param name="StandaloneQuestion">As searched for.</param>
/// <param name="Answered">Whether the releases said.</param>
/// <param name="AnswerText">The sentences shown, without markers.</param>
/// <param name="Spans">Short answers.</param>
/// <param name="ReleaseIds">Ids of the cited releases, first cited first.</param>
/// <param name="ReleaseTitles">Their titles, in the same order.</param>
public sealed record Turn(
    string Question,
    string StandaloneQuestion,
    bool Answered,
    string AnswerText,
    ImmutableArray<string> Spans,
    ImmutableArray<string> ReleaseIds,
    ImmutableArray<string> ReleaseTitles);
