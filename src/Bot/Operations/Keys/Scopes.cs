using System.Collections.Immutable;

namespace ReleaseBot.Operations;

/// <summary>What a key may be used for.</summary>
internal static class Scopes
{
    /// <summary>Asking, and rating answers.</summary>
    public const string Ask = "ask";

    /// <summary>Searching passages.</summary>
    public const string Search = "search";

    /// <summary>Adding and deleting releases.</summary>
    public const string Ingest = "ingest";

    /// <summary>Reading what was asked and rated, and the history of ingests.</summary>
    public const string Admin = "admin";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Ask, Search, Ingest, Admin];

    /// <summary>What visitors of a page may do.</summary>
    public static ImmutableArray<string> OfVisitors { get; } = [Ask, Search];
}
