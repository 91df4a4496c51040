using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReleaseBot.Teams.Fakes;

/// <summary>What Teams refuses about an activity, by its documents (and the Agents Playground, where that is stricter).</summary>
internal static partial class MessageRules
{
    /// <summary>What is wrong, or null.</summary>
    public static string? Fault(JsonElement activity)
    {
        var type = Text(activity, "type");
        if (type is not ("message" or "typing"))
        {
            return $"An activity of type {type} cannot be sent.";
        }

        if (type == "message" && string.IsNullOrEmpty(Text(activity, "text")) && !activity.TryGetProperty("attachments", out _))
        {
            return "The message is empty.";
        }

        foreach (var name in new[] { "from", "recipient", "conversation" })
        {
            if (!activity.TryGetProperty(name, out var account) || string.IsNullOrEmpty(Text(account, "id")))
            {
                return $"{name}.id is missing.";
            }
        }

        return Entities(activity) ?? Feedback(activity) ?? Cards(activity) ?? Suggestions(activity);
    }

    private static string? Entities(JsonElement activity)
    {
        var messages = (activity.TryGetProperty("entities", out var entities) ? entities.EnumerateArray().ToArray() : [])
            .Where(entity => Text(entity, "type") == "https://schema.org/Message")
            .ToArray();
        if (messages.Length > 1)
        {
            return "There is more than one message entity.";
        }

        if (messages is not [var message])
        {
            return null;
        }

        if (Text(message, "@type") != "Message" || Text(message, "@context") != "https://schema.org")
        {
            return "@type or @context is wrong.";
        }

        var citations = message.TryGetProperty("citation", out var claims) ? claims.EnumerateArray().ToArray() : [];
        return citations.Length > 10 ? "There are more than 10 citations." : citations.Select((claim, index) => Claim(claim, index, activity)).FirstOrDefault(fault => fault is not null);
    }

    private static string? Claim(JsonElement claim, int index, JsonElement activity)
    {
        if (claim.GetProperty("position").GetInt32() != index + 1 || !Text(activity, "text")!.Contains($"[{index + 1}]", StringComparison.Ordinal))
        {
            return "Positions have gaps, or no marker.";
        }

        var shown = claim.GetProperty("appearance");
        if (Text(claim, "@type") != "Claim" || Text(shown, "@type") != "DigitalDocument")
        {
            return "@type of a citation is wrong.";
        }

        if (Text(shown, "name") is not { Length: > 0 and <= 80 } || Text(shown, "abstract") is not { Length: > 0 and <= 160 })
        {
            return "Name or abstract of a citation is missing or too long.";
        }

        if (shown.TryGetProperty("url", out var url) && !url.GetString()!.StartsWith("https://", StringComparison.Ordinal))
        {
            return "The url of a citation is not https.";
        }

        var keywords = shown.TryGetProperty("keywords", out var words) ? words.EnumerateArray().Select(word => word.GetString()!).ToArray() : [];
        return keywords.Length > 3 || keywords.Any(word => word.Length > 28) ? "A citation has too many or too long keywords." : null;
    }

    private static string? Feedback(JsonElement activity)
    {
        if (!activity.TryGetProperty("channelData", out var data))
        {
            return null;
        }

        var both = data.TryGetProperty("feedbackLoop", out var loop) && data.TryGetProperty("feedbackLoopEnabled", out _);
        return both || (loop.ValueKind == JsonValueKind.Object && Text(loop, "type") is not ("default" or "custom")) ? "feedbackLoop is wrong." : null;
    }

    private static string? Cards(JsonElement activity)
    {
        var attachments = activity.TryGetProperty("attachments", out var all) ? all.EnumerateArray().ToArray() : [];
        foreach (var attachment in attachments)
        {
            var card = attachment.GetProperty("content");
            if (Text(attachment, "contentType") != "application/vnd.microsoft.card.adaptive"
                || Text(card, "type") != "AdaptiveCard"
                || !CardVersion().IsMatch(Text(card, "version") ?? ""))
            {
                return "A card is not an adaptive card up to 1.5.";
            }
        }

        return null;
    }

    private static string? Suggestions(JsonElement activity)
    {
        if (!activity.TryGetProperty("suggestedActions", out var suggestions))
        {
            return null;
        }

        var actions = suggestions.GetProperty("actions").EnumerateArray().ToArray();
        return actions.Length is 0 or > 3
            || suggestions.GetProperty("to").GetArrayLength() == 0
            || actions.Any(action => Text(action, "type") != "imBack" || string.IsNullOrEmpty(Text(action, "title")) || Text(action, "title") != Text(action, "value"))
                ? "The suggested actions are wrong." : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^1\.[0-5]$")]
    private static partial Regex CardVersion();
}
