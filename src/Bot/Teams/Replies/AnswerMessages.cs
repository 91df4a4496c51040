using System.Globalization;
using ReleaseBot.Answers;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Replies;

/// <summary>An answer as messages: text, citations, the label, and the buttons under it.</summary>
internal static class AnswerMessages
{
    private const int LongestName = 80;
    private const int LongestAbstract = 160;
    private const int LongestUrl = 1000;
    private const int MostSuggestions = 3;

    /// <summary>The messages, in order; the last has card, feedback and suggestions.</summary>
    public static IReadOnlyList<Activity> Of(Answer answer, Activity asked)
    {
        var parts = MessageParts.Of([.. AnswerParagraphs.Of(answer), .. Notes(answer)], answer.Citations);
        var messages = parts.Select(part => Message(part, asked)).ToArray();
        messages[^1] = messages[^1] with
        {
            ChannelData = TeamsJson.Element(new AnswerChannelData(new FeedbackLoop("default"))),
            Attachments = ReleaseCard.For(answer) is { } card ? [card] : null,
            SuggestedActions = Suggestions(asked, FollowUps(answer)),
        };
        return messages;
    }

    /// <summary>A message of the bot's own words; no answer, so without label and feedback.</summary>
    public static Activity Plain(string markdown, Activity asked, IReadOnlyList<string>? suggestions = null) =>
        asked.Reply(ActivityTypes.Message) with
        {
            Text = markdown,
            TextFormat = "markdown",
            SuggestedActions = Suggestions(asked, suggestions ?? []),
        };

    private static Activity Message(MessagePart part, Activity asked) => Plain(part.Text, asked) with
    {
        Entities = [TeamsJson.Element(new MessageEntity(part.Citations.Count == 0 ? null : [.. part.Citations.Select(Claim)]))],
    };

    private static Claim Claim((int Number, Citation Citation) cited)
    {
        var (number, citation) = cited;
        var name = Markdown.Clip(citation.Title, LongestName);
        var words = Markdown.Clip(citation.Quote, LongestAbstract);
        return new Claim(number, new ClaimAppearance(
            name.Length > 0 ? name : citation.ReleaseId,
            words.Length > 0 ? words : name,
            HttpsUrl(citation.Link) ?? HttpsUrl(citation.Url),
            citation.Date is { } date ? [date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)] : null));
    }

    /// <summary>An address Teams may link to: https and of bearable length; else null.</summary>
    public static string? HttpsUrl(string? url) =>
        url?.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? url : null;

    private static IEnumerable<Paragraph> Notes(Answer answer)
    {
        if (answer.Filters.Words.Length > 0)
        {
            yield return Paragraph.Of($"_Searched with “{Markdown.Escape(string.Join("”, “", answer.Filters.Words), false)}” in mind._");
        }

        if (!string.Equals(answer.StandaloneQuestion, answer.Question, StringComparison.Ordinal))
        {
            yield return Paragraph.Of($"_Understood as: {Markdown.Escape(Markdown.Clip(answer.StandaloneQuestion, 500), false)}_");
        }
    }

    // Questions the releases are likely to answer after this one.
    private static IReadOnlyList<string> FollowUps(Answer answer) => answer.Answered ? ["Is there anything newer about this?", "Why?"] : [];

    // Shown in personal chats only; elsewhere Teams does not know whom to show them to.
    private static SuggestedActions? Suggestions(Activity asked, IReadOnlyList<string> words) =>
        words.Count == 0 || !asked.IsPersonal() || asked.From?.Id is not { } person
            ? null
            : new SuggestedActions([person], [.. words.Take(MostSuggestions).Select(word => new CardAction("imBack", word, word))]);
}
