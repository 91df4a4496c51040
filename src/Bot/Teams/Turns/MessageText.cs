using System.Net;
using System.Text.RegularExpressions;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Turns;

/// <summary>The words of a message, without the channel's marks.</summary>
internal static partial class MessageText
{
    /// <summary>
    /// The text without mentions of the bot, with other people's names as plain words, entities decoded and spaces collapsed; empty
    /// when nothing is left.
    /// </summary>
    public static string Of(Activity activity)
    {
        var text = activity.Text ?? string.Empty;
        foreach (var mention in activity.BotMentions().Select(entity => entity.Text("text")))
        {
            text = string.IsNullOrEmpty(mention) ? text : text.Replace(mention, " ", StringComparison.Ordinal);
        }

        text = WebUtility.HtmlDecode(MentionTag().Replace(text, "$1"));
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex("<at(?:\\s[^<>]*)?>([^<>]*)</at>", RegexOptions.IgnoreCase)]
    private static partial Regex MentionTag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
