using System.Collections.Immutable;
using System.Diagnostics;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Generation;
using ReleaseBot.Answers.Records;
using ReleaseBot.Conversations;

namespace ReleaseBot.Answers;

/// <summary>One question on its way to its answer.</summary>
internal sealed class AnswerRun(Question question)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>The question.</summary>
    public Question Question { get; } = question ?? throw new ArgumentNullException(nameof(question));

    /// <summary>Milliseconds since it came.</summary>
    public double ElapsedMs => Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    /// <summary>Milliseconds by stage.</summary>
    public Dictionary<string, double> Elapsed { get; } = [];

    /// <summary>Its conversation.</summary>
    public Conversation Conversation { get; set; } = new("", []);

    /// <summary>The question with its references filled in.</summary>
    public ResolvedQuestion Resolved { get; set; } = new("", false, false, []);

    /// <summary>The question as the language model rewrote it; null where it did not.</summary>
    public string? Rewritten { get; set; }

    /// <summary>The words searched with; what is borrowed goes beside them.</summary>
    public string Asked => Rewritten ?? Question.Text;

    /// <summary>Today, as the question means it.</summary>
    public DateOnly Today { get; set; }

    /// <summary>What was found; null when the bot asks back.</summary>
    public Findings? Findings { get; set; }

    /// <summary>Probability that it answers the question.</summary>
    public double Confidence { get; set; }

    /// <summary>Whether that suffices.</summary>
    public bool IsAnswerable { get; set; }

    /// <summary>Ends when the model's time for this answer is over; null before its first call.</summary>
    public CancellationTokenSource? Deadline { get; set; }

    /// <summary>Calls of the model.</summary>
    public int Calls { get; set; }

    /// <summary>What the model was given.</summary>
    public ImmutableArray<Source> Sources { get; set; } = [];

    /// <summary>What the model wrote, where it is the answer.</summary>
    public GenerativeAnswer? Written { get; set; }

    /// <summary>Every sentence of the model with what became of it.</summary>
    public IReadOnlyList<CheckedSentence> Sentences { get; set; } = [];

    /// <summary>Whether the model says that the sources do not say.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Whether sentences were shown that the answer does not keep.</summary>
    public bool WasShown { get; set; }

    /// <summary>Why the model's words are not the answer; null when they are, or it was not asked.</summary>
    public ModelFault? Fault { get; set; }

    /// <summary>Milliseconds to the first sentence that was shown.</summary>
    public double? FirstSentenceMs { get; set; }

    /// <summary>What the check found; null when the model wrote nothing.</summary>
    public VerificationReport? Report { get; set; }

    /// <summary>How the answer came about.</summary>
    public AnswerRecord ToRecord(Answer answer, Generator? generator) => new()
    {
        Answer = answer,
        Provider = generator?.Provider,
        Model = generator?.Model,
        Settings = generator?.Settings ?? ImmutableSortedDictionary<string, string>.Empty,
        Rewritten = Rewritten,
        Passages = Sources.IsEmpty
            ? [.. (Findings?.Retrieval.Passages ?? []).Take(RecordedPassage.MostUnsent).Select(passage => RecordedPassage.Of(passage.Passage, null))]
            : [.. Sources.Select(source => RecordedPassage.Of(source.Passage, source.Number))],
        Sentences = [.. Sentences.Select(sentence => new RecordedSentence(sentence.Draft.Text, sentence.Draft.Markers, sentence.Outcome, sentence.Fault))],
    };
}
