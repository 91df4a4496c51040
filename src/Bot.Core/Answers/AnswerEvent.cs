using System.Collections.Immutable;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers;

/// <summary>What happens while a question is answered, in order; the last event is <see cref="Completed"/> or <see cref="Failed"/>.</summary>
public abstract record AnswerEvent
{
    private AnswerEvent() { }

    /// <summary>The search has begun.</summary>
    public sealed record Searching(string StandaloneQuestion, AppliedFilters Filters) : AnswerEvent;

    /// <summary>More of the answer's text.</summary>
    public sealed record TextDelta(string Text) : AnswerEvent;

    /// <summary>A citation the text refers to.</summary>
    public sealed record Cited(Citation Citation) : AnswerEvent;

    /// <summary>The text and citations so far are given up; what follows takes their place.</summary>
    public sealed record Restarted(string Note) : AnswerEvent;

    /// <summary>The releases do not say; these are nearest.</summary>
    public sealed record NoAnswer(ImmutableArray<ReleaseSummary> Nearest) : AnswerEvent;

    /// <summary>An expected failure, with what to do about it.</summary>
    public sealed record Failed(string Reason, string Remedy) : AnswerEvent
    {
        /// <summary>After how long asking again may help by itself; null when something has to be mended first.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>The whole answer.</summary>
    public sealed record Completed(Answer Answer) : AnswerEvent;
}
