using System.Collections.Immutable;
using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

/// <summary>A search for passages.</summary>
/// <param name="Question">The question, able to stand alone.</param>
/// <param name="Filter">Limits the user set; they win over dates read from the question.</param>
/// <param name="Today">Today, as the question means it.</param>
public sealed record RetrievalRequest(string Question, SearchFilter Filter, DateOnly Today)
{
    /// <summary>The clock the question came with; later releases are left out. Null for now.</summary>
    public DateOnly? Clock { get; init; }

    /// <summary>Releases the conversation is about; their passages rank higher.</summary>
    public ImmutableArray<string> PreferredReleaseIds { get; init; } = [];

    /// <summary>Words that the question borrows from the conversation; they find the release, the question's own words the passage in it.</summary>
    public string Borrowed { get; init; } = "";

    /// <summary>Whether dates in the question neither limit nor rank; default false.</summary>
    public bool AnyDate { get; init; }

    /// <summary>How many passages, 1 to 300.</summary>
    public int Limit { get; init; } = 50;
}
