using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReleaseBot.Passages;

namespace ReleaseBot.Answers.Records;

/// <summary>How an answer came about.</summary>
public sealed record AnswerRecord
{
    /// <summary>The answer as it was given.</summary>
    public required Answer Answer { get; init; }

    /// <summary>Who ran the language model; null without one.</summary>
    public string? Provider { get; init; }

    /// <summary>The language model; null without one.</summary>
    public string? Model { get; init; }

    /// <summary>The settings that bore on it; never a key.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init; }

    /// <summary>The question as the model rewrote it; null where it did not.</summary>
    public string? Rewritten { get; init; }

    /// <summary>The passages it was written from, best first.</summary>
    public required ImmutableArray<RecordedPassage> Passages { get; init; }

    /// <summary>What the model wrote, dropped sentences too.</summary>
    public required ImmutableArray<RecordedSentence> Sentences { get; init; }
}

/// <summary>A passage as it was when the answer was given.</summary>
/// <param name="Number">Its number in the prompt; null when it was not sent.</param>
/// <param name="ReleaseId">Its release.</param>
/// <param name="Start">Where it begins in the canonical text.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Hash">SHA-256 of its words, lower-case hex.</param>
public sealed record RecordedPassage(int? Number, string ReleaseId, int Start, int End, string Hash)
{
    /// <summary>Passages recorded where none was sent to a model.</summary>
    internal const int MostUnsent = 10;

    /// <summary>The record of a passage.</summary>
    public static RecordedPassage Of(Passage passage, int? number)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return new RecordedPassage(number, passage.ReleaseId, passage.Span.Start, passage.Span.End, HashOf(passage.Text));
    }

    /// <summary>The hash of a passage's words.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A sentence of the model.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Markers">The source numbers it named.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Fault">What the named sources do not say; null when they say all.</param>
public sealed record RecordedSentence(string Text, ImmutableArray<int> Markers, SentenceOutcome Outcome, string? Fault);
