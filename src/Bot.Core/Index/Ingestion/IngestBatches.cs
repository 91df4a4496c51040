namespace ReleaseBot.Index.Ingestion;

/// <summary>How much an ingest holds in memory at a time.</summary>
internal static class IngestBatches
{
    /// <summary>
    /// Passages gathered before the model is asked. Enough for the generator to sort them into batches of even length (less
    /// padding); few enough (about 10 s of work on two cores) that little is lost when the process is killed.
    /// </summary>
    public const int Passages = 512;

    /// <summary>Releases that may wait to be embedded: about one batch of passages, so that the model never waits for the disk.</summary>
    public const int WaitingToEmbed = 64;

    /// <summary>Releases that may wait to be written.</summary>
    public const int WaitingToWrite = 256;
}
