using System.Globalization;
using ReleaseBot.Releases.Facts;

namespace ReleaseBot.Releases;

public sealed class DatelineTests
{
    [Theory]
    [InlineData("25 January 2024 – Astana – Deputies paid a visit.", "2024-01-25", "Astana")]
    [InlineData("GENEVA, 3 March 2025 — The Council met.", "2025-03-03", "Geneva")]
    [InlineData("(Bern, 24.03.2022) The Council met.", "2022-03-24", "Bern")]
    [InlineData("Bern, 24.03.2022 - Der Bundesrat hat entschieden.", "2022-03-24", "Bern")]
    [InlineData("Astana, January 25, 2024", "2024-01-25", "Astana")]
    [InlineData("Astana, Kazakhstan, 25 January 2024 - Deputies met.", "2024-01-25", "Astana, Kazakhstan")]
    [InlineData("NEW YORK, Jan. 5, 2024 /PRNewswire/ -- The firm grew.", "2024-01-05", "New York")]
    [InlineData("2024-01-25 – Nur-Sultan – Deputies met.", "2024-01-25", "Nur-Sultan")]
    [InlineData("Thursday, 25 January 2024", "2024-01-25", null)]
    [InlineData("Published on 25 January 2024", "2024-01-25", null)]
    [InlineData("Genève, le 3 février 2025 – Le Conseil a décidé.", "2025-02-03", "Genève")]
    [InlineData("Paris, le 1er août 2024", "2024-08-01", "Paris")]
    [InlineData("Berlin, den 24. März 2022 – Die Kommission tagte.", "2022-03-24", "Berlin")]
    [InlineData("Астана, 25 января 2024 г. – Депутаты посетили штаб-квартиру.", "2024-01-25", "Астана")]
    [InlineData("25 января 2024 года – Астана – Депутаты посетили штаб-квартиру.", "2024-01-25", "Астана")]
    [InlineData("The Hague, 2 May 2023 – The Court ruled.", "2023-05-02", "The Hague")]
    [InlineData("Frankfurt am Main, 2 May 2023: The Bank decided.", "2023-05-02", "Frankfurt am Main")]
    [InlineData("Velmora, 7 May 2024, 10.00 – A barge struck the gate.", "2024-05-07", "Velmora")]
    [InlineData("Bern, 7. Mai 2024, 10:00 Uhr – Der Rat tagte.", "2024-05-07", "Bern")]
    [InlineData("7 May 2024, 9.30 a.m. GMT – Geneva – The Council met.", "2024-05-07", "Geneva")]
    [InlineData("Velmora, 7 May 2024 at 10:00", "2024-05-07", "Velmora")]
    [InlineData("25 January 2024 – Press Release", "2024-01-25", null)]
    public void Dateline_gives_date_and_place(string line, string date, string? place)
    {
        var found = Find("Council opens centre\n\n" + line + "\n\nMore words follow here.");

        Assert.Equal(date, found.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(place, found.Place);
    }

    [Theory]
    [InlineData("On 3 November 2022, the head of the Department responded.")]
    [InlineData("The Security Council will meet on 30 May 2023 to discuss it.")]
    [InlineData("Since 1 January 2020 the rules have been in force.")]
    [InlineData("3 of 4 members agreed.")]
    [InlineData("Astana, 31 February 2024 – Deputies met.")]
    [InlineData("Astana, 25 Foober 2024 – Deputies met.")]
    [InlineData("Astana, 03/04/2024 – Deputies met.")]
    public void Prose_and_impossible_or_ambiguous_dates_are_no_dateline(string line) => Assert.Null(Find("Council opens centre\n\n" + line).Date);

    [Fact]
    public void Dateline_after_the_third_line_is_not_read() =>
        Assert.Null(Find("Council opens centre\n\nOne line.\nTwo lines.\nThree lines.\nAstana, 25 January 2024 – Deputies met.").Date);

    [Fact]
    public void Headline_is_no_dateline() => Assert.Null(Find("Water Day, 22 March 2024\n\nThe council met.", titleLength: 24).Date);

    [Theory]
    [InlineData("2024-01-25T10:30:00+06:00", "10:30")]
    [InlineData("2024-01-25 10:30", "10:30")]
    [InlineData("2024-01-25T00:00:00Z", null)]
    [InlineData("2024-01-25T25:00", null)]
    [InlineData("2024-01-25", null)]
    public void Time_is_taken_as_written_and_midnight_means_none(string text, string? time)
    {
        Assert.Equal(new DateOnly(2024, 1, 25), DateText.Parse(text));
        Assert.Equal(time, DateText.TimeOf(text)?.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("01/25/2024")]
    [InlineData("25/01/2024")]
    [InlineData("25.1.2024")]
    [InlineData("January 25th, 2024")]
    [InlineData("25 de enero de 2024")]
    [InlineData("2024年1月25日")]
    [InlineData("25 қаңтар 2024")]
    public void Written_date_is_read(string text) => Assert.Equal(new DateOnly(2024, 1, 25), DateText.Parse(text));

    private static Dateline Find(string text, int titleLength = 20) => Dateline.Find(text, TextLines.Of(text), new TextSpan(0, titleLength));
}
