using System.Collections.Immutable;
using System.Globalization;
using ReleaseBot.Index;

namespace ReleaseBot.PressRoom;

/// <summary>What all pages show.</summary>
/// <param name="Base">What the addresses of this server begin with, such as "/bot" behind a proxy; usually empty.</param>
/// <param name="Organisation">Whose releases they are; null when nobody said.</param>
/// <param name="IsSample">Whether they are the samples.</param>
public sealed record House(string Base, string? Organisation, bool IsSample);

/// <summary>What the front page shows.</summary>
/// <param name="Questions">Questions to begin with.</param>
/// <param name="Releases">How many there are in all.</param>
/// <param name="Shelf">Which are listed.</param>
/// <param name="Teasers">Those of this page, newest first.</param>
/// <param name="Pages">Number of pages.</param>
public sealed record FrontView(
    ImmutableArray<string> Questions,
    int Releases,
    Shelf Shelf,
    IReadOnlyList<Teaser> Teasers,
    int Pages);

/// <summary>A release in the list, with the beginning of its text.</summary>
public sealed record Teaser(ReleaseSummary Release, string Lead);

/// <summary>Which releases the visitor looks through.</summary>
/// <param name="Years">Years there are releases of, newest first.</param>
/// <param name="Year">The year chosen, or null for all.</param>
/// <param name="Page">Page number, from 1.</param>
public sealed record Shelf(ImmutableArray<int> Years, int? Year, int Page)
{
    private const int MostPages = 100_000;

    /// <summary>The days of the year chosen.</summary>
    public SearchFilter Filter => Year is { } year ? new SearchFilter(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)) : SearchFilter.None;

    /// <summary>Reads "year" and "page" of an address; what makes no sense there counts as not said.</summary>
    public static Shelf Read(IQueryCollection query, IndexStatistics stored)
    {
        ImmutableArray<int> years = stored is { Oldest: { } oldest, Newest: { } newest }
            ? [.. Enumerable.Range(oldest.Year, newest.Year - oldest.Year + 1).Reverse()]
            : [];
        var year = Number(query["year"]);
        return new Shelf(years, year is { } chosen && years.Contains(chosen) ? chosen : null, Math.Clamp(Number(query["page"]) ?? 1, 1, MostPages));
    }

    /// <summary>The query of an address for this year and a page.</summary>
    public string Query(int page) => Year is { } year ? $"?year={year}&page={page}" : $"?page={page}";

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
