using ReleaseBot.Index;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Replies;

namespace ReleaseBot.Teams.Turns;

/// <summary>The newest releases, as a list.</summary>
internal sealed class LatestReleases(IPassageIndex index)
{
    private const int Shown = 5;

    /// <summary>The list.</summary>
    /// <exception cref="IndexException">The index cannot be read.</exception>
    public async Task<Activity> ToAsync(Activity activity, CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        var page = await index.ListAsync(SearchFilter.None, 0, Shown, cancellationToken);
        var lines = page.Releases.Select(release => $"- {ReleaseCard.Linked(release)}");
        return AnswerMessages.Plain(
            page.Releases.IsEmpty ? "There are no releases yet." : $"**The latest releases**\n\n{string.Join('\n', lines)}", activity);
    }
}
