namespace ReleaseBot.Index.Ingestion;

/// <summary>What became of a release.</summary>
public enum IngestOutcome
{
    /// <summary>Stored for the first time.</summary>
    New,

    /// <summary>Stored in place of an older text, or of the same text from a file that is gone.</summary>
    Changed,

    /// <summary>Stored already, word for word; nothing was done.</summary>
    Unchanged,

    /// <summary>Not stored; <see cref="IngestResult.Reason"/> says why and what to do. What was stored before is kept.</summary>
    Failed,

    /// <summary>Taken out, because its file is gone.</summary>
    Removed,
}

/// <summary>What became of one release of an ingest.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Source">The file (or "api") it came from.</param>
/// <param name="Line">Line of a JSON Lines file, from 1; null for other sources.</param>
/// <param name="ReleaseId">Its id, null when it could not be read.</param>
/// <param name="Reason">Why it failed, with the remedy; null unless it failed.</param>
/// <param name="Passages">Passages now stored for it.</param>
/// <param name="Embedded">Passages that had to be embedded; the others' vectors were kept.</param>
public sealed record IngestResult(
    IngestOutcome Outcome,
    string Source,
    int? Line = null,
    string? ReleaseId = null,
    string? Reason = null,
    int Passages = 0,
    int Embedded = 0);

/// <summary>An ingest in numbers.</summary>
/// <param name="Read">Releases read, whole or not: new, changed, unchanged and failed together.</param>
/// <param name="New">Stored for the first time.</param>
/// <param name="Changed">Stored in place of an older text.</param>
/// <param name="Unchanged">Stored already.</param>
/// <param name="Failed">Not stored.</param>
/// <param name="Removed">Taken out because their file is gone.</param>
/// <param name="Passages">Passages of the new and changed releases.</param>
/// <param name="Embedded">Passages that were embedded.</param>
/// <param name="Elapsed">Wall time of the whole ingest.</param>
public sealed record IngestSummary(
    int Read,
    int New,
    int Changed,
    int Unchanged,
    int Failed,
    int Removed,
    int Passages,
    int Embedded,
    TimeSpan Elapsed)
{
    /// <summary>Nothing read yet.</summary>
    public static IngestSummary Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The numbers with one more result.</summary>
    public IngestSummary Add(IngestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var sum = this with
        {
            Read = Read + (result.Outcome == IngestOutcome.Removed ? 0 : 1),
            Embedded = Embedded + result.Embedded,
            Passages = Passages + (result.Outcome is IngestOutcome.New or IngestOutcome.Changed ? result.Passages : 0),
        };
        return result.Outcome switch
        {
            IngestOutcome.New => sum with { New = New + 1 },
            IngestOutcome.Changed => sum with { Changed = Changed + 1 },
            IngestOutcome.Unchanged => sum with { Unchanged = Unchanged + 1 },
            IngestOutcome.Failed => sum with { Failed = Failed + 1 },
            IngestOutcome.Removed => sum with { Removed = Removed + 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(result), result.Outcome, "Unknown outcome."),
        };
    }
}
