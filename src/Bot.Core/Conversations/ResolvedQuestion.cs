using System.Collections.Immutable;

namespace ReleaseBot.Conversations;

/// <summary>A question with its references to the conversation filled in.</summary>
/// <param name="Standalone">What to search for: the question as asked, for a follow-up with the topic's words in brackets after it.</param>
/// <param name="IsFollowUp">Whether it borrowed from the conversation.</param>
/// <param name="NeedsContext">Whether it cannot stand alone and there is nothing to borrow: ask what is meant.</param>
/// <param name="PreferredReleaseIds">Releases cited on the topic, the last answer's first; empty unless <paramref name="IsFollowUp"/>.</param>
public sealed record ResolvedQuestion(
    string Standalone,
    bool IsFollowUp,
    bool NeedsContext,
    ImmutableArray<string> PreferredReleaseIds)
{
    /// <summary>
    /// What stands in the brackets; empty for a question that borrowed nothing. A lexical search does best with these words at half
    /// the weight of the question's own: they find the release, the question's words the passage in it.
    /// </summary>
    public string Borrowed { get; init; } = "";
}
