using ReleaseBot.Index;
using ReleaseBot.Releases;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Replies;

namespace ReleaseBot.Teams.Turns;

/// <summary>What the button of <see cref="ReleaseCard"/> sends: a release, and the question that had no answer.</summary>
internal sealed record ReleaseChoice(string ReleaseId, string Question)
{
    private const int LongestId = 2000;
    private const int LongestLead = 300;

    /// <summary>The choice in a submitted card's data; null when it is none of ours.</summary>
    public static ReleaseChoice? In(System.Text.Json.JsonElement? data) =>
        data.Text("action") == ReleaseCard.Verb
        && data.Text("releaseId") is { Length: > 0 and <= LongestId } id
        && data.Text("question") is { } question
            ? new ReleaseChoice(id, question.Trim())
            : null;

    /// <summary>The question, limited to the release's day and with its headline's words.</summary>
    public (string Text, SearchFilter Filter) About(Release release, int longest)
    {
        var text = $"{Question} ({Markdown.Clip(release.Title, 200)})";
        return (text.Length <= longest ? text : Question, release.Date is { } day ? new SearchFilter(day, day) : SearchFilter.None);
    }

    /// <summary>What to say when even that has no answer: where to read the release, and how it begins.</summary>
    public static string Opening(Release release)
    {
        var summary = new ReleaseSummary(release.Id, release.Title, release.Date, release.Place, release.Issuer, release.Language, release.Url);
        var body = release.Text[Math.Min(release.TitleSpan.End, release.Text.Length)..];
        var lead = Markdown.Clip(body, LongestLead);
        return $"I found no answer in {ReleaseCard.Linked(summary)}." + (lead.Length > 0 ? $" It begins:\n\n> {Markdown.Escape(lead, startsLine: true)}" : "");
    }
}
