using CsCheck;

namespace ReleaseBot.Answers.Types;

public sealed class AnswerCandidatesTests
{
    [Theory]
    [InlineData("The visit took place on 25 January 2024 in Astana.", "25 January 2024")]
    [InlineData("It opens on the 3rd of May, as planned.", "3rd of May")]
    [InlineData("Applications close on March 5, 2025.", "March 5, 2025")]
    [InlineData("It was signed on 14.09.2023 in Tirsa.", "14.09.2023")]
    [InlineData("Updated 2024-01-25.", "2024-01-25")]
    [InlineData("The barrier will be ready in the spring of 2028.", "the spring of 2028")]
    [InlineData("The lake was measured at the end of September 2024.", "end of September 2024")]
    [InlineData("The network was founded in 1987 by six countries.", "1987")]
    [InlineData("Das Labor wurde am 5. November 2024 eröffnet.", "5. November 2024")]
    [InlineData("Le navire a été baptisé le 12 juillet 2025 à Tirsa.", "12 juillet 2025")]
    [InlineData("Elle arrive en août.", "août")]
    public void Dates_are_found(string text, string expected) => AssertFound(AnswerKind.Date, text, expected);

    [Theory]
    [InlineData("The Council may decide on it later.")]
    [InlineData("Thousands march for clean water every year.")]
    [InlineData("The station stands 1,950 metres above the sea.")]
    [InlineData("Nobody was surprised.")]
    public void Words_that_only_look_like_a_date_are_none(string text) => Assert.Empty(Found(AnswerKind.Date, text));

    [Theory]
    [InlineData("The barrier will cost EUR 291 million.", "EUR 291 million")]
    [InlineData("The fine was CHF 92’755.", "CHF 92’755")]
    [InlineData("It pays $1.5 billion a year.", "$1.5 billion")]
    [InlineData("The budget is 44.2 million euros.", "44.2 million euros")]
    [InlineData("Das Labor kostet 2,5 Mio. Franken.", "2,5 Mio. Franken")]
    [InlineData("Das Labor kostet 3 Millionen Euro.", "3 Millionen Euro")]
    [InlineData("Das Billett kostet 200 € im Jahr.", "200 €")]
    [InlineData("Le navire a coûté 5 millions d’euros.", "5 millions d’euros")]
    [InlineData("The river fell by 15 per cent.", "15 per cent")]
    [InlineData("The lake stood at 3.96 metres.", "3.96 metres")]
    [InlineData("It was 31.4 °C in the shade.", "31.4 °C")]
    public void Amounts_are_found_with_their_unit(string text, string expected) => AssertFound(AnswerKind.Amount, text, expected);

    [Theory]
    [InlineData("Unemployment rose to 2.3% in May.", "2.3%")]
    [InlineData("Talvenia pays 22 per cent of it.", "22 per cent")]
    [InlineData("Der Anteil stieg auf 12,5 Prozent.", "12,5 Prozent")]
    [InlineData("La part est de 8 pour cent.", "8 pour cent")]
    [InlineData("The rate fell by two percentage points.", "two percentage points")]
    [InlineData("Output changed by -0.3 % on the year.", "-0.3 %")]
    public void Percentages_are_found(string text, string expected) => AssertFound(AnswerKind.Percent, text, expected);

    [Theory]
    [InlineData("The network has grown to 126 stations.", "126")]
    [InlineData("The survey counted 92’755 people.", "92’755")]
    [InlineData("About 1.2 million people live there.", "1.2 million")]
    [InlineData("The delegation had seven members.", "seven")]
    [InlineData("Twenty-five fellows were chosen.", "Twenty-five")]
    public void Counts_are_found(string text, string expected) => AssertFound(AnswerKind.Count, text, expected);

    [Theory]
    [InlineData("The network was founded in 1987.")]
    [InlineData("The share rose to 12%.")]
    [InlineData("Nobody came.")]
    public void Years_and_percentages_are_no_counts(string text) => Assert.Empty(Found(AnswerKind.Count, text));

    [Theory]
    [InlineData("It was postponed because the river was in flood. Nobody objected.", "because the river was in flood")]
    [InlineData("The levy was raised in order to pay for the locks.", "in order to pay for the locks")]
    [InlineData("Le projet est arrêté en raison de la crue.", "en raison de la crue")]
    public void Reasons_run_to_the_end_of_the_clause(string text, string expected) => AssertFound(AnswerKind.Reason, text, expected);

    [Theory]
    [InlineData("“Water knows no borders,” said the minister.", "“Water knows no borders,”")]
    [InlineData("Er sagte: „Wasser kennt keine Grenzen“, und ging.", "„Wasser kennt keine Grenzen“")]
    [InlineData("« L’eau ne connaît pas de frontières », dit-elle.", "« L’eau ne connaît pas de frontières »")]
    public void Quotations_are_found(string text, string expected) => AssertFound(AnswerKind.Quote, text, expected);

    [Theory]
    [InlineData("The visitors saw Velmora, Gerrin and Port Amary.", "Velmora, Gerrin and Port Amary")]
    [InlineData("Talks dealt with flood protection and the cost of membership.", "flood protection and the cost of membership")]
    public void Lists_are_found(string text, string expected) =>
        Assert.Contains(Found(AnswerKind.List, text), found => found.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(AnswerKind.Any)]
    [InlineData(AnswerKind.YesNo)]
    public void Sort_without_a_shape_has_no_candidates(AnswerKind kind) => Assert.Empty(Found(kind, "In 2024, Andrei Lukin paid 12 % of EUR 3 million."));

    [Fact]
    public void Amount_inside_another_is_not_a_candidate_of_its_own() =>
        Assert.Equal(["EUR 291 million"], Found(AnswerKind.Amount, "It will cost EUR 291 million."));

    [Fact]
    public void Candidates_of_any_text_lie_in_it_in_order_without_tearing_characters() => AnyText.Any.Sample(text =>
    {
        foreach (var kind in Enum.GetValues<AnswerKind>())
        {
            var found = AnswerCandidates.Find(text, kind);
            Assert.All(found, span =>
            {
                Assert.InRange(span.Start, 0, text.Length - 1);
                Assert.InRange(span.End, span.Start + 1, text.Length);
            });
            Assert.Equal(found.OrderBy(span => span.Start), found);
            Assert.Equal(found.Distinct(), found);
            Assert.All(found, span => Assert.DoesNotContain(found, other => other != span && other.Contains(span)));
            Assert.All(found, span => Assert.False(AnyText.TearsPair(text, span.Start) || AnyText.TearsPair(text, span.End), $"{kind}: {span} tears a pair."));
        }
    }, iter: 3_000);

    private static void AssertFound(AnswerKind kind, string text, string expected) => Assert.Contains(expected, Found(kind, text));

    private static string[] Found(AnswerKind kind, string text) => [.. AnswerCandidates.Find(text, kind).Select(span => span.Of(text))];
}
