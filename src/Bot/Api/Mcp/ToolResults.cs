using System.Collections.Immutable;
using System.ComponentModel;
using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Api.Mcp;

/// <summary>What search_releases gives.</summary>
internal sealed record FoundPassages(
    [property: Description("Best first.")] ImmutableArray<QuotedPassage> Passages,
    [property: Description("The limits as applied; words are those of the query they were read from.")] AppliedFilters Filters);

/// <summary>A passage and where it stands.</summary>
internal sealed record QuotedPassage(
    string ReleaseId,
    string Title,
    DateOnly? Date,
    string? Issuer,
    string? Url,
    [property: Description("Verbatim from the release.")] string Text)
{
    public static QuotedPassage Of(RetrievedPassage found) => new(
        found.Release.Id, found.Release.Title, found.Release.Date, found.Release.Issuer, found.Release.Url, found.Passage.Text);
}

/// <summary>What get_release gives.</summary>
internal sealed record ReleasePart(
    string Id,
    string Title,
    DateOnly? Date,
    string? Place,
    string? Issuer,
    string? Language,
    string? Url,
    [property: Description("The text from the offset on, verbatim.")] string Text,
    [property: Description("Length of the whole text, in UTF-16 code units.")] int TotalLength,
    [property: Description("Where the next part begins; null when the text ends here.")] int? NextOffset)
{
    public static ReleasePart Of(Release release, int offset, int longest)
    {
        var end = Math.Min(release.Text.Length, offset + longest);
        if (end < release.Text.Length && char.IsHighSurrogate(release.Text[end - 1]))
        {
            end--;
        }

        return new ReleasePart(
            release.Id,
            release.Title,
            release.Date,
            release.Place,
            release.Issuer,
            release.Language,
            release.Url,
            release.Text[offset..end],
            release.Text.Length,
            end < release.Text.Length ? end : null);
    }
}

/// <summary>What ask_releases gives.</summary>
internal sealed record CitedAnswer(
    [property: Description("Whether the releases say.")] bool Answered,
    [property: Description("The answer, with markers such as [1] that name citations.")] string Text,
    [property: Description("The quotations behind the text, verbatim.")] ImmutableArray<Citation> Citations,
    [property: Description("When not answered: the releases nearest to the question; they do not hold the answer.")] ImmutableArray<ReleaseSummary> Nearest,
    [property: Description("The limits as applied; words are those of the question they were read from.")] AppliedFilters Filters,
    [property: Description("Repeat it with a follow-up.")] string ConversationId)
{
    public static CitedAnswer Of(Answer answer) =>
        new(answer.Answered, answer.Text, answer.Citations, answer.Nearest, answer.Filters, answer.ConversationId);
}
