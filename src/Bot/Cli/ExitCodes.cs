namespace ReleaseBot.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>Something failed: a file of an ingest, an answer.</summary>
    public const int Failed = 1;

    /// <summary>The command or the configuration is wrong; nothing was begun.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C, as shells have it.</summary>
    public const int Interrupted = 130;
}
