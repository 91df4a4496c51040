namespace ReleaseBot.Releases;

/// <summary>Settings of the Releases room, section "Releases".</summary>
public sealed class ReleasesOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Releases";

    /// <summary>Smallest permitted <see cref="MaxReleaseBytes"/>: 1 KiB.</summary>
    public const int LeastMaxReleaseBytes = 1 << 10;

    /// <summary>Largest permitted <see cref="MaxReleaseBytes"/>: 512 MiB, so that a decoded release still fits one string.</summary>
    public const int GreatestMaxReleaseBytes = 512 << 20;

    /// <summary>
    /// Largest release in bytes: a txt, md or html file, or one line of a jsonl file (the file itself may be of any size).
    /// Range 1024 to 536870912, default 20 MiB (20971520).
    /// </summary>
    public int MaxReleaseBytes { get; set; } = 20 << 20;

    /// <summary>What is wrong with these settings and how to mend it; null when they are sound.</summary>
    public string? Validate() =>
        MaxReleaseBytes is >= LeastMaxReleaseBytes and <= GreatestMaxReleaseBytes
            ? null
            : $"{Section}:{nameof(MaxReleaseBytes)} is {MaxReleaseBytes}; set it between {LeastMaxReleaseBytes} and {GreatestMaxReleaseBytes} bytes.";
}
