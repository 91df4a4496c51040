using System.Collections.Immutable;
using System.Globalization;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Qdrant;

/// <summary>How facts are written into payloads and read from them.</summary>
internal static class PointFields
{
    private const string TimeFormat = "HH:mm:ss.fffffff";

    /// <summary>A day as RFC 3339, at midnight UTC; days compare exactly, whatever the hour of publication.</summary>
    public static string Midnight(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";

    /// <summary>The day of <see cref="Midnight"/>.</summary>
    public static DateOnly? Day(string? midnight) =>
        midnight is null ? null : DateOnly.ParseExact(midnight.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time of day, to the tick.</summary>
    public static string? Time(TimeOnly? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The time of <see cref="Time(TimeOnly?)"/>.</summary>
    public static TimeOnly? Time(string? time) => time is null ? null : TimeOnly.ParseExact(time, TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A name such that equal keys mean equal names, ignoring case.</summary>
    public static string Key(string name) => name.ToUpperInvariant();

    /// <summary>Keys of the issuers in a list "A; B"; null where there is none.</summary>
    public static IReadOnlyList<string>? IssuerKeys(string? issuers) =>
        issuers is null ? null : [.. issuers.Split(';', StringSplitOptions.TrimEntries).Select(Key).Distinct()];

    /// <summary>Spans as numbers, start and end in turn.</summary>
    public static IReadOnlyList<int> Numbers(IEnumerable<TextSpan> spans) => [.. spans.SelectMany(span => new[] { span.Start, span.End })];

    /// <summary>The spans of <see cref="Numbers"/>.</summary>
    public static ImmutableArray<TextSpan> Spans(IReadOnlyList<int>? numbers) =>
        numbers is null ? [] : [.. Enumerable.Range(0, numbers.Count / 2).Select(i => new TextSpan(numbers[2 * i], numbers[(2 * i) + 1]))];
}
