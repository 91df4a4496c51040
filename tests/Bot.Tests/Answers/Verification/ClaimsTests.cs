namespace ReleaseBot.Answers.Verification;

public sealed class ClaimsTests
{
    [Theory]
    [InlineData("EUR 248 million", "248000000 EUR")]
    [InlineData("248 million euros", "248000000 EUR")]
    [InlineData("€248m", "248000000 EUR")]
    [InlineData("€ 0.248bn", "248000000 EUR")]
    [InlineData("two hundred and forty-eight million euros", "248000000 EUR")]
    [InlineData("12 per cent", "12 %")]
    [InlineData("12%", "12 %")]
    [InlineData("twelve percent", "12 %")]
    [InlineData("12 percentage points", "12 pp")]
    [InlineData("1,234,567 people", "1234567")]
    [InlineData("1 234 567 people", "1234567")]
    [InlineData("1’234’567 people", "1234567")]
    [InlineData("3.42 metres", "3.42 m")]
    [InlineData("a 12-kilometre stretch", "12 km")]
    [InlineData("the 21st bridge", "21 ordinal")]
    [InlineData("the twenty-first bridge", "21 ordinal")]
    [InlineData("the two-hundredth station", "200 ordinal")]
    [InlineData("half a million visitors", "500000")]
    [InlineData("one and a half million visitors", "1500000")]
    [InlineData("a dozen ships", "12")]
    [InlineData("two thirds of the farms", "0.666667 fraction")]
    [InlineData("about a third of the costs", "0.333333 fraction")]
    [InlineData("it was doubled", "2 times")]
    [InlineData("at 4.40 a.m. today", "280 clock")]
    [InlineData("at 15:30 today", "930 clock")]
    [InlineData("a minus in COVID-19 and A380", "")]
    public void Number_is_read_with_its_unit(string text, string expected) =>
        Assert.Equal(expected, string.Join("; ", Numbers.Find(text, isEnglish: true).Select(number => FormattableString.Invariant($"{number.Value / 1.000000000m:0.######} {number.Unit}").Trim())));

    [Theory]
    [InlineData("1.234 Mitglieder", new[] { 1234, 1.234 })]
    [InlineData("6,8 Millionen Euro", new[] { 6_800_000.0 })]
    public void Number_of_another_language_is_read_in_both_ways_it_may_mean(string text, double[] expected) =>
        Assert.Equal(expected, Numbers.Find(text, isEnglish: false).Select(number => (double)number.Value));

    [Theory]
    [InlineData("more than 400 guests", "AtLeast")]
    [InlineData("at least EUR 50,000", "AtLeast")]
    [InlineData("up to EUR 50,000", "AtMost")]
    [InlineData("no more than two pages", "AtMost")]
    [InlineData("no fewer than six", "AtLeast")]
    [InlineData("over three years", "None")]
    [InlineData("400 or more", "AtLeast")]
    [InlineData("some 400", "None")]
    public void Bound_of_a_number_is_read(string text, string expected) => Assert.Equal(expected, Numbers.Find(text, isEnglish: true)[0].Bound.ToString());

    [Theory]
    [InlineData("on 25 January 2024", "2024-1-25")]
    [InlineData("on January 25, 2024", "2024-1-25")]
    [InlineData("on the 25th of January 2024", "2024-1-25")]
    [InlineData("on 2024-01-25", "2024-1-25")]
    [InlineData("on 25.01.2024", "2024-1-25")]
    [InlineData("on 25/01/2024", "2024-1-25")]
    [InlineData("in January 2024", "2024-1-")]
    [InlineData("in the spring of 2028", "2028--spring")]
    [InlineData("in Q2 2024", "2024--q2")]
    [InlineData("in the second quarter of 2024", "2024--q2")]
    [InlineData("since 1987", "1987--")]
    [InlineData("in 2000 people", "")]
    [InlineData("CHF 2000", "")]
    [InlineData("2025–2028", "2025--; 2028--")]
    [InlineData("from 8 to 10 October 2024", "2024-10-10; 2024-10-8")]
    [InlineData("on Monday, 6 May", "-5-6")]
    [InlineData("they may march", "")]
    public void Date_is_read_in_all_its_forms(string text, string expected) =>
        Assert.Equal(expected, string.Join("; ", Dates.Find(text).Select(date => $"{date.Year}-{date.Month}-{date.Part ?? date.Day?.ToString()}")));

    [Theory]
    [InlineData("“We came,” she said, “and saw.”", new[] { "We came,", "and saw." })]
    [InlineData("She said: \"We came.\"", new[] { "We came." })]
    [InlineData("Il dit : « Nous sommes venus »", new[] { "Nous sommes venus" })]
    [InlineData("Er sagte: „Wir kamen“", new[] { "Wir kamen" })]
    [InlineData("the city's 'finest' hour, it's said", new[] { "finest" })]
    [InlineData("She said: “We came.", new[] { "We came." })]
    public void Quotation_is_found_by_its_marks(string text, string[] expected) => Assert.Equal(expected, Quotations.Find(text).Select(quotation => quotation.Text));

    [Theory]
    [InlineData("Construction began in Tirsa.", new[] { "Tirsa" })]
    [InlineData("Kesslov said so.", new[] { "Kesslov" })]
    [InlineData("The delegation met Ms Ilse Vantorre.", new[] { "Ilse Vantorre" })]
    [InlineData("In May the Council met.", new[] { "Council" })]
    public void Name_is_found_by_its_capital(string text, string[] expected) =>
        Assert.Equal(expected, new SentenceReading(text, isEnglish: true).Names.Select(name => name.Text));

    [Theory]
    [InlineData("Étienne Marchetal", "Etienne Marchetal")]
    [InlineData("Jose\u0301 Åström", "José Astrom")]
    [InlineData("Løkke’s “house”", "lokke's \"house\"")]
    [InlineData("a\u00A0–\u200B b", "a - b")]
    public void Folding_makes_two_ways_of_writing_equal(string one, string other) => Assert.Equal(Folding.Fold(other), Folding.Fold(one));
}
