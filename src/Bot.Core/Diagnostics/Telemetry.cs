using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ReleaseBot.Diagnostics;

/// <summary>Names under which traces and metrics are found.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "ReleaseBot";

    /// <summary>Spans of ingestion and answering.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Counters and histograms.</summary>
    public static Meter Meter { get; } = new(Name);
}
