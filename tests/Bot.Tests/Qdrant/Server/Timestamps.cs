using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleaseBot.Qdrant.Server;

/// <summary>RFC 3339 and the shorter forms the server takes; without a zone it is UTC, a bare day is its midnight.</summary>
internal static partial class Timestamps
{
    private static readonly string[] _forms =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd"];

    /// <summary>Microseconds since 1970, or null where it is no date.</summary>
    public static long? Parse(string text) =>
        DateTimeOffset.TryParseExact(
            BeyondMicroseconds().Replace(text, "$1"), _forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            : null;

    /// <summary>As <see cref="Parse"/>, for a request.</summary>
    public static long Require(string text) =>
        Parse(text) ?? throw QdrantError.Format($"'{text}' does not match accepted datetime format (RFC3339). Example: 2014-01-01T00:00:00Z");

    [GeneratedRegex(@"(\.\d{6})\d+")]
    private static partial Regex BeyondMicroseconds();
}
