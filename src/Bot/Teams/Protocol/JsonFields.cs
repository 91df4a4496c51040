using System.Text.Json;

namespace ReleaseBot.Teams.Protocol;

/// <summary>Reads JSON whose shape nobody promises.</summary>
internal static class JsonFields
{
    /// <summary>The member at the end of <paramref name="path"/>; null when anything on the way is missing or no object.</summary>
    public static JsonElement? At(this JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } holder || !holder.TryGetProperty(name, out var member))
            {
                return null;
            }

            element = member;
        }

        return element;
    }

    /// <summary>The text at the end of <paramref name="path"/>; null when there is none.</summary>
    public static string? Text(this JsonElement? element, params ReadOnlySpan<string> path)
    {
        if (element.At(path) is not { ValueKind: JsonValueKind.String } text)
        {
            return null;
        }

        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}
