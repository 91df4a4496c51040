using ReleaseBot.Releases;

namespace ReleaseBot.Evaluation;

public sealed class AnswerMatchingTests
{
    [Theory]
    [InlineData("the Basin Bank", "Basin Bank")]
    [InlineData("An overflow of the works.", "overflow of works")]
    [InlineData("“spring of 2028”", "Spring of 2028")]
    [InlineData("92’755", "92,755")]
    [InlineData("92'755", "92755")]
    [InlineData("14.5 %", "14.5%")]
    [InlineData("well-known", "well known")]
    [InlineData("Ada  Berg,\nLea Roy", "Ada Berg; Lea Roy")]
    public void Articles_case_punctuation_and_separators_do_not_matter(string one, string other) => Assert.True(AnswerMatching.Equal(one, other));

    [Theory]
    [InlineData("14.5", "145")]
    [InlineData("Ada Berg", "Berg Ada")]
    [InlineData("two", "2")]
    [InlineData("José", "Jose")]
    [InlineData("", "Ada")]
    public void Other_words_are_not_equal(string one, string other) => Assert.False(AnswerMatching.Equal(one, other));

    [Theory]
    [InlineData("It grew to 92’755 people in May.", "92,755")]
    [InlineData("The prize goes to Ada Berg.", "the Ada Berg")]
    [InlineData("Lea Roy of Tarnvik and Ada Berg share it.", "Ada Berg; Lea Roy")]
    [InlineData("It cost EUR 3.5 million.", "EUR 3.5 million")]
    public void Text_holds_an_answer_and_of_a_list_each_item(string text, string answer) => Assert.True(AnswerMatching.Contains(text, answer));

    [Theory]
    [InlineData("It grew to 192,755 people.", "92,755")]
    [InlineData("The prize goes to Ada Bergman.", "Ada Berg")]
    [InlineData("Ada Berg alone.", "Ada Berg; Lea Roy")]
    [InlineData("Ada met Berg.", "Ada Berg")]
    [InlineData("Anything.", "the")]
    [InlineData("Anything.", "")]
    [InlineData("", "Ada")]
    public void Parts_of_words_and_missing_items_do_not_count(string text, string answer) => Assert.False(AnswerMatching.Contains(text, answer));

    [Theory]
    [InlineData("Ada Berg", "Ada Berg", 1)]
    [InlineData("Ada Berg", "Lea Roy", 0)]
    [InlineData("Ada Berg of Tarnvik", "Ada Berg", 2.0 * 2 / (4 + 2))]
    [InlineData("yes yes", "yes", 2.0 * 1 / (2 + 1))]
    [InlineData("", "Ada", 0)]
    [InlineData("the", "a", 0)]
    public void F1_is_the_harmonic_mean_over_words(string given, string accepted, double expected) => Assert.Equal(expected, AnswerMatching.F1(given, accepted), 1e-9);

    [Fact]
    public void Quote_is_located_where_it_stands_verbatim()
    {
        Assert.Equal(new TextSpan(4, 9), AnswerMatching.Locate("The river rose.", "river"));
        Assert.Null(AnswerMatching.Locate("The river rose.", "River"));
    }
}
