using ReleaseBot.Answers;
using ReleaseBot.Index;

namespace ReleaseBot.Api.ChatCompletions;

public sealed class ChatTextTests
{
    private static readonly Answer _answer = ApiUnderTest.AnswerTo(new Question("Who?", null, SearchFilter.None));

    [Theory]
    [InlineData("He spoke. [1][2] Later: [1]: no.", @"He spoke. [1]\[2] Later: [1]\: no.")]
    [InlineData("See [this](https://evil.example) and ![x](https://evil.example/y.png).", @"See [this]\(https://evil.example) and ![x]\(https://evil.example/y.png).")]
    [InlineData("<img src=x onerror=alert(1)>", @"\<img src=x onerror=alert(1)>")]
    [InlineData("2 * 3 [sic] (really) a_b", "2 * 3 [sic] (really) a_b")]
    public void Words_stay_words(string text, string expected)
    {
        Assert.Equal(expected, new ChatText().Next(text));
        var inParts = new ChatText();
        Assert.Equal(expected, string.Concat(text.Select(character => inParts.Next(character.ToString()))));
    }

    [Fact]
    public void Sources_name_title_day_and_address_and_quote_what_the_text_does_not()
    {
        var answer = _answer with
        {
            Text = "He spoke at length. [1] [2]",
            Citations =
            [
                new Citation(1, "a", "Talks [update] <b>", new DateOnly(2024, 1, 25), "https://x.example/a_(1)", "He spoke\nat length.", 0, 1, null),
                new Citation(2, "b", "B", null, null, "He spoke at length.", 0, 1, null),
            ],
        };

        Assert.Equal(
            "\n\nSources:\n\n" +
            @"- [1] [Talks \[update\] \<b>](https://x.example/a_%281%29), 25 January 2024: “He spoke at length.”" + "\n" +
            "- [2] B",
            ChatText.Below(answer));
    }

    [Fact]
    public void Abstention_lists_the_nearest_releases_and_nothing_when_there_are_none()
    {
        var none = _answer with { Answered = false, Text = "The releases do not say.", Citations = [], Nearest = [] };
        var near = none with { Nearest = [new ReleaseSummary("a", "A", new DateOnly(2024, 1, 25), null, null, null, "https://x.example/a")] };

        Assert.Equal(string.Empty, ChatText.Below(none));
        Assert.Equal("\n\nNearest releases:\n\n- [A](https://x.example/a), 25 January 2024", ChatText.Below(near));
    }

    [Fact]
    public void Annotations_mark_the_citations_that_have_an_address()
    {
        var answer = _answer with
        {
            Citations = [_answer.Citations[0], _answer.Citations[0] with { Number = 2, Link = "https://x.example/a#:~:text=spoke" }],
        };
        const string content = "One. [1] Two. [2] Three. [9] Four. [2]";

        var annotations = ChatText.Annotations(answer, content);

        Assert.Equal(["[2]", "[2]"], annotations.Select(each => content[each.UrlCitation.StartIndex..each.UrlCitation.EndIndex]));
        Assert.All(annotations, each => Assert.Equal(("url_citation", "https://x.example/a#:~:text=spoke"), (each.Type, each.UrlCitation.Url)));
    }
}
