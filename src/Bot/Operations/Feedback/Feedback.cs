using System.Collections.Immutable;

namespace ReleaseBot.Operations;

/// <summary>What somebody thought of an answer.</summary>
/// <param name="AnswerId">The answer's id.</param>
/// <param name="Channel">Where it was rated: "widget", "api", "teams".</param>
/// <param name="Helpful">Thumbs up or down.</param>
/// <param name="Comment">In their own words, at most <see cref="LongestComment"/> characters; null for none.</param>
/// <param name="Time">When.</param>
internal sealed record Feedback(string AnswerId, string Channel, bool Helpful, string? Comment, DateTimeOffset Time)
{
    /// <summary>Longest comment, in UTF-16 code units.</summary>
    public const int LongestComment = 2000;
}

/// <summary>An answer as remembered for rating and review.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Asked">When it was given.</param>
/// <param name="Question">The question as asked.</param>
/// <param name="StandaloneQuestion">The question with a follow-up's references filled in.</param>
/// <param name="Answered">Whether the releases said.</param>
/// <param name="Shown">The text shown.</param>
/// <param name="Releases">Ids of the releases cited or, unanswered, of the nearest ones.</param>
/// <param name="Clock">The day it was asked where the question speaks of dates; else null.</param>
internal sealed record RememberedAnswer(
    string Id,
    DateTimeOffset Asked,
    string Question,
    string StandaloneQuestion,
    bool Answered,
    string Shown,
    ImmutableArray<string> Releases,
    DateOnly? Clock);

/// <summary>A question that got no answer.</summary>
/// <param name="Answer">The last time it was asked.</param>
/// <param name="Times">How often.</param>
internal sealed record UnansweredQuestion(RememberedAnswer Answer, int Times);

/// <summary>An answer with what was thought of it.</summary>
internal sealed record RatedAnswer(RememberedAnswer Answer, Feedback Feedback);
