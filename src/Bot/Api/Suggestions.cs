using System.Collections.Immutable;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>Questions to begin with.</summary>
internal static class Suggestions
{
    /// <summary>Those configured, else those of the samples while there is nothing else to ask about, else none.</summary>
    public static ImmutableArray<string> Of(ApiOptions options, bool onlySamples) =>
        options.Examples.Count > 0 ? [.. options.Examples]
        : onlySamples ? SampleReleases.Questions
        : [];
}
