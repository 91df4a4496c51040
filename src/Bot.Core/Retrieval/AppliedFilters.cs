using System.Collections.Immutable;

namespace ReleaseBot.Retrieval;

/// <summary>The limits that were applied to the search, and the words of the question they came from.</summary>
/// <param name="From">First day, or null.</param>
/// <param name="To">Last day, or null.</param>
/// <param name="Issuer">Issuer, or null.</param>
/// <param name="Language">Language, or null.</param>
/// <param name="Preference">True when the dates only rank releases higher and exclude none.</param>
/// <param name="Latest">True when the question asks for the newest.</param>
/// <param name="Words">The question's words that say so.</param>
public sealed record AppliedFilters(
    DateOnly? From,
    DateOnly? To,
    string? Issuer,
    string? Language,
    bool Preference,
    bool Latest,
    ImmutableArray<string> Words)
{
    /// <summary>No limit.</summary>
    public static AppliedFilters None { get; } = new(null, null, null, null, false, false, []);
}
