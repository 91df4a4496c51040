using CsCheck;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Types;

public sealed class AnswerSpansTests
{
    private const string Heads = "The delegation was headed by Andrei Lukin and Aigul Kuspan.";

    [Theory]
    [InlineData("rei Luk", "Andrei Lukin")]
    [InlineData(" Andrei Lukin ", "Andrei Lukin")]
    [InlineData("Kuspan.", "Kuspan")]
    public void Span_grows_to_whole_words_and_loses_loose_ends(string part, string expected) => Assert.Equal(expected, Widened(Heads, part, AnswerKind.Any));

    [Theory]
    [InlineData("It rose by -2.5 % in May.", "-2.5 %", "-2.5 %")]
    [InlineData("It costs $5, he said.", "$5,", "$5")]
    [InlineData("“Water knows no borders,” he said.", "“Water knows no borders,”", "“Water knows no borders,”")]
    [InlineData("It was 31 °C: hot.", "31 °C:", "31 °C")]
    public void Signs_that_belong_to_the_answer_stay(string sentence, string part, string expected) => Assert.Equal(expected, Widened(sentence, part, AnswerKind.Amount));

    [Theory]
    [InlineData("Andrei Lukin")]
    [InlineData("Aigul Kuspan")]
    [InlineData("Lukin and Aigul")]
    public void Name_of_two_is_given_with_both_sides(string part) => Assert.EndsWith("Lukin and Aigul Kuspan", Widened(Heads, part, AnswerKind.Name), StringComparison.Ordinal);

    [Fact]
    public void Names_in_a_row_are_all_given() =>
        Assert.Equal("Velmora, Gerrin and Port Amary", Widened("They saw Velmora, Gerrin and Port Amary.", "Gerrin", AnswerKind.List));

    [Theory]
    [InlineData(AnswerKind.Date)]
    [InlineData(AnswerKind.Place)]
    [InlineData(AnswerKind.Any)]
    public void Other_sorts_are_not_joined(AnswerKind kind) => Assert.Equal("Andrei Lukin", Widened(Heads, "Andrei Lukin", kind));

    [Fact]
    public void Names_apart_are_not_joined() =>
        Assert.Equal("Andrei Lukin", Widened("Andrei Lukin met Aigul Kuspan.", "Andrei Lukin", AnswerKind.Name));

    [Fact]
    public void Characters_of_several_units_are_not_torn()
    {
        Assert.Equal("Jose\u0301", Widened("Jose\u0301 Arrieta won.", "Jose", AnswerKind.Any));
        Assert.Equal("😀 team 😀", AnswerSpans.Widen("The 😀 team 😀 won.", new TextSpan(5, 13), AnswerKind.Any).Of("The 😀 team 😀 won."));
    }

    [Theory]
    [InlineData("They met Andrei Lukin, Chair of the Committee, in Astana.")]
    [InlineData("In Astana, Andrei Lukin spoke.")]
    public void Apposition_is_no_second_name(string sentence) => Assert.Equal("Andrei Lukin", Widened(sentence, "Andrei Lukin", AnswerKind.Name));

    [Fact]
    public void Names_with_commas_join_when_an_and_follows() =>
        Assert.Equal("Ada Berg, Tom Arrieta and Lea Roy", Widened("The prize goes to Ada Berg, Tom Arrieta and Lea Roy.", "Ada Berg", AnswerKind.Name));

    [Fact]
    public void Any_span_of_any_sentence_gives_a_span_of_whole_words_in_it() => Gen.Select(AnyText.Any, Gen.Int[0, 250], Gen.Int[0, 250]).Sample((sentence, a, b) =>
    {
        var (from, to) = (Math.Min(Math.Min(a, b), sentence.Length), Math.Min(Math.Max(a, b), sentence.Length));
        foreach (var kind in Enum.GetValues<AnswerKind>())
        {
            var span = AnswerSpans.Widen(sentence, new TextSpan(from, to), kind);
            Assert.InRange(span.Start, 0, sentence.Length);
            Assert.InRange(span.End, span.Start, sentence.Length);
            if (span.Length > 0)
            {
                Assert.False(InsideWord(sentence, span.Start) || InsideWord(sentence, span.End), $"{kind}: {span} cuts a word.");
                Assert.False(AnyText.TearsPair(sentence, span.Start) || AnyText.TearsPair(sentence, span.End), $"{kind}: {span} tears a pair.");
            }
        }
    }, iter: 3_000);

    private static bool InsideWord(string text, int at) => at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);

    private static string Widened(string sentence, string part, AnswerKind kind)
    {
        var at = sentence.IndexOf(part, StringComparison.Ordinal);
        return AnswerSpans.Widen(sentence, new TextSpan(at, at + part.Length), kind).Of(sentence);
    }
}
