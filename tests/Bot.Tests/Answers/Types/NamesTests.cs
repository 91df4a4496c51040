using CsCheck;

namespace ReleaseBot.Answers.Types;

public sealed class NamesTests
{
    [Theory]
    [InlineData("The delegation was headed by Andrei Lukin and Aigul Kuspan.", "Andrei Lukin", "Aigul Kuspan")]
    [InlineData("In the Swiss Alps, the minister met Ueli Maurer.", "Swiss Alps", "Ueli Maurer")]
    [InlineData("He works for the Ministry of Foreign Affairs of the Republic of Kazakhstan.", "Ministry of Foreign Affairs of the Republic of Kazakhstan")]
    [InlineData("On Monday the Council met in Port Amary.", "Council", "Port Amary")]
    [InlineData("It will be built by Dravik AG-Werke in January.", "Dravik AG-Werke")]
    [InlineData("The talks with Yusuf al Temerali, Ludwig van Beethoven and Charles de Gaulle went on.", "Yusuf al Temerali", "Ludwig van Beethoven", "Charles de Gaulle")]
    [InlineData("Delegates from Côte d’Ivoire and of TURKPA spoke.", "Delegates", "Côte d’Ivoire", "TURKPA")]
    [InlineData("Der Rat wählte Annegret Lohwald.", "Rat", "Annegret Lohwald")]
    [InlineData("Le prix va à Élodie Marchand.", "Élodie Marchand")]
    public void Names_are_found_whole(string text, params string[] expected) => Assert.Equal(expected, Found(text));

    [Fact]
    public void Accents_written_as_marks_of_their_own_belong_to_the_name() =>
        Assert.Equal(["Jose\u0301 A\u030Astr\u00F6m"], Found("opened by \u202BJose\u0301 A\u030Astr\u00F6m\u202C, the mayor"));

    [Theory]
    [InlineData("nobody was there.")]
    [InlineData("The talks went on. However, on Tuesday they ended.")]
    [InlineData("")]
    [InlineData("A")]
    public void Openers_and_weekdays_are_no_names(string text) => Assert.Empty(Found(text));

    [Fact]
    public void Full_stop_at_the_end_is_no_part_of_a_name() => Assert.Equal(["Aigul Kuspan"], Found("by Aigul Kuspan."));

    [Fact]
    public void Names_of_any_text_lie_in_it_apart_and_begin_like_words() => AnyText.Any.Sample(text =>
    {
        var end = 0;
        foreach (var name in Names.Find(text))
        {
            Assert.True(name.Start >= end && name.Start < name.End && name.End <= text.Length, $"{name} after {end} of {text.Length}.");
            Assert.True(char.IsLetterOrDigit(text[name.Start]));
            end = name.End;
        }
    }, iter: 3_000);

    private static IEnumerable<string> Found(string text) => Names.Find(text).Select(span => span.Of(text));
}
