namespace ReleaseBot.Releases.Formats;

/// <summary>Addresses that may be shown as links.</summary>
internal static class WebAddress
{
    private const int Longest = 2000;

    /// <summary>The address if it is an absolute http(s) one, so that no link ever runs a script; null otherwise.</summary>
    public static string? Parse(string? text)
    {
        var address = CanonicalText.OneLine(text);
        return address is { Length: <= Longest } && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;
    }
}
