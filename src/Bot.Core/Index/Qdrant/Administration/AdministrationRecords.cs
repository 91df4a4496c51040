using System.Collections.Immutable;

namespace ReleaseBot.Index.Qdrant.Administration;

/// <summary>What a Qdrant server holds for this program.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Version">Its version.</param>
/// <param name="Alias">The alias this program reads.</param>
/// <param name="Serving">The collection it stands for; null when there is no such alias.</param>
/// <param name="Collections">Every collection of the alias, by number.</param>
public sealed record ServerStatus(Uri Server, string Version, string Alias, string? Serving, ImmutableArray<CollectionStatus> Collections);

/// <summary>One collection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Releases">Releases in it that readers see.</param>
/// <param name="Passages">Passages in it that readers see.</param>
/// <param name="Model">The embedding model it was filled with; null when unknown.</param>
/// <param name="Profile">The profile it was made with; null when unknown.</param>
/// <param name="Health">The server's word: green, yellow (indexing), grey (indexing waits), red (failed).</param>
/// <param name="WaitingWrites">Writes that are accepted and not applied yet.</param>
/// <param name="Differences">Why the program cannot use it; empty when it can.</param>
public sealed record CollectionStatus(
    string Name,
    int Releases,
    int Passages,
    string? Model,
    string? Profile,
    string Health,
    long WaitingWrites,
    ImmutableArray<string> Differences);

/// <summary>How far a rebuilding is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is; 0 when that is not known.</param>
public sealed record RebuildProgress(RebuildStage Stage, int Done, int Total);

/// <summary>Parts of a rebuilding, in order.</summary>
public enum RebuildStage
{
    /// <summary>Releases are cut, embedded where needed, and written.</summary>
    Releases,

    /// <summary>The server indexes what was written.</summary>
    Indexing,

    /// <summary>What changed meanwhile is brought over, and the alias is switched.</summary>
    Switching,
}

/// <summary>A rebuilding that is done.</summary>
/// <param name="From">The collection that served before; it is kept until <c>drop-old</c>.</param>
/// <param name="To">The collection that serves now.</param>
/// <param name="Releases">Releases written in this run; those of an interrupted one are not written again.</param>
/// <param name="Embedded">Passages the model had to read; the others' vectors were taken over.</param>
public sealed record RebuildSummary(string From, string To, int Releases, int Embedded);
