using CsCheck;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Replies;

namespace ReleaseBot.Teams;

/// <summary>Answers as Teams' markdown: text, citations and parts.</summary>
public sealed class RenderingTests
{
    private static readonly Activity _asked = new()
    {
        Id = "1",
        ChannelId = "msteams",
        Conversation = new ConversationAccount("a:1", "personal"),
        From = new Account("29:ada"),
        Recipient = new Account("28:bot"),
    };

    [Fact]
    public void Written_answer_keeps_only_what_Teams_shows_everywhere()
    {
        const string Text = """
            ## What was *decided*

            First **two million** euros. [1]
            ---
            - one [2]
            * two
            1. three
            | Year | Sum |
            |------|-----|
            | 2024 | **5** [1] |
            ![pixel](https://evil.example/p.png) and [click](https://evil.example) [9]
            """;

        var message = Assert.Single(AnswerMessages.Of(Written(Text, 2), _asked));

        Assert.Equal(
            """
            **What was \*decided\***

            First **two million** euros. [1]

            - one [2]
            - two
            1. three
            - Year – Sum
            - 2024 – **5** [1]

            !\[pixel](https://evil.example/p.png) and \[click](https://evil.example) \[9]
            """,
            message.Text);
    }

    [Fact]
    public void Beginning_of_a_written_answer_is_always_the_beginning_of_its_end()
    {
        string[] pieces =
        [
            "word", "**bold words**", "**half", "[1]", "[2]", "[", "1]", "a_b", "_", "*", "<b>", "&amp;", "\n", "\n\n", "\n- ", "\n# ", "\n| ", " | ", " ", " ", " ", "12. ", "😀", "`", "~~",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 40].Sample(chosen =>
        {
            // Both citations are used, as they are in every answer.
            var text = string.Concat(chosen.Select(index => pieces[index])) + "\n\nEnd. [1] [2]";
            var whole = MessageParts.Of(AnswerParagraphs.Of(Written(text, 2)), Written(text, 2).Citations)[0].Text;
            for (var length = 0; length <= text.Length; length++)
            {
                var beginning = Paragraph.Text(AnswerParagraphs.OfBeginning(text[..length]), Paragraph.Marker);
                Assert.True(whole.StartsWith(beginning, StringComparison.Ordinal), $"{text[..length]}\n→ {beginning}\n≠ {whole}");
            }
        });
    }

    [Fact]
    public void Citations_beyond_ten_go_into_further_messages_numbered_anew()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 23).Select(number => $"Sentence. [{number}]"));

        var messages = AnswerMessages.Of(Written(text, 23), _asked);

        Assert.Equal([10, 10, 3], messages.Select(message => Citations(message).Count));
        Assert.StartsWith("Sentence. [1]\n\nSentence. [2]", messages[1].Text, StringComparison.Ordinal);
        Assert.Equal(["Release 11", "Release 12"], Citations(messages[1]).Take(2));
        Assert.All(messages.SkipLast(1), message => Assert.Null(message.ChannelData));
        Assert.NotNull(messages[^1].ChannelData);
    }

    [Fact]
    public void Paragraph_with_more_than_ten_citations_names_the_others_in_words()
    {
        var text = string.Concat(Enumerable.Range(1, 12).Select(number => $"Word [{number}] "));

        var message = Assert.Single(AnswerMessages.Of(Written(text, 12), _asked));

        Assert.Equal(10, Citations(message).Count);
        Assert.EndsWith("Word [10] Word (Release 11) Word (Release 12)", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Citation_out_of_order_is_numbered_by_its_release_and_unused_ones_are_left_out()
    {
        var message = Assert.Single(AnswerMessages.Of(Written("B. [3] A. [2] B again. [3]", 4), _asked));

        Assert.Equal("B. [1] A. [2] B again. [1]", message.Text);
        Assert.Equal(["Release 3", "Release 2"], Citations(message));
    }

    [Fact]
    public void Long_answers_are_split_at_paragraphs_and_every_message_is_small_enough()
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 60).Select(number => $"{number} {new string('"', 900)} <&amp; [1]"));

        var messages = AnswerMessages.Of(Written(text, 1), _asked);

        Assert.True(messages.Count > 1);
        Assert.All(messages, message => Assert.InRange(TeamsJson.Write(message).Length, 1, Connector.ConnectorClient.LongestActivity));
        Assert.Equal(60, messages.Sum(message => message.Text!.Split("\n\n").Length));
    }

    [Fact]
    public void One_endless_line_is_split_too()
    {
        var messages = AnswerMessages.Of(Written(new string('&', 100_000) + " [1]", 1), _asked);

        Assert.All(messages, message => Assert.InRange(TeamsJson.Write(message).Length, 1, Connector.ConnectorClient.LongestActivity));
        Assert.Equal(100_000, messages.Sum(message => message.Text!.Count(character => character == '&')));
    }

    [Theory]
    [InlineData("https://example.org/a", "https://example.org/a#:~:text=x", "https://example.org/a#:~:text=x")]
    [InlineData("https://example.org/a", null, "https://example.org/a")]
    [InlineData("http://example.org/a", "http://example.org/a#:~:text=x", null)]
    [InlineData("ftp://example.org/a", null, null)]
    [InlineData(null, null, null)]
    public void Only_https_links_are_shown(string? url, string? link, string? expected)
    {
        var answer = Written("A. [1]", 1);
        answer = answer with { Citations = [answer.Citations[0] with { Url = url, Link = link }] };

        var source = Entity(Assert.Single(AnswerMessages.Of(answer, _asked))).GetProperty("citation")[0].GetProperty("appearance");

        Assert.Equal(expected, source.TryGetProperty("url", out var shown) ? shown.GetString() : null);
    }

    [Fact]
    public void Any_answer_is_a_message_that_the_connector_takes()
    {
        const string Letters = "abcdefgh      [[]]12\n*<&\"\\é|#-_";
        var words = Gen.Int[0, Letters.Length - 1].Array[0, 400].Select(chosen => string.Concat(chosen.Select(index => Letters[index])));
        Gen.Select(words, words, words, Gen.Int[1, 14], Gen.Bool).Sample((text, title, quote, count, written) =>
        {
            var marked = text + string.Concat(Enumerable.Range(1, count).Select(number => $"\n\nEnd {number}. [{number}]"));
            var answer = Written(marked, count) with { Mode = written ? AnswerMode.Generative : AnswerMode.Extractive };
            answer = answer with { Citations = [.. answer.Citations.Select(citation => citation with { Title = title, Quote = quote, ReleaseId = "r" })] };
            Assert.All(AnswerMessages.Of(answer, _asked), message =>
                Assert.Null(Fakes.MessageRules.Fault(System.Text.Json.JsonElement.Parse(TeamsJson.Write(message)))));
        });
    }

    [Fact]
    public void Suggestions_are_for_personal_chats_only()
    {
        var answer = Written("A. [1]", 1);

        Assert.NotNull(AnswerMessages.Of(answer, _asked)[0].SuggestedActions);
        Assert.Null(AnswerMessages.Of(answer, _asked with { Conversation = new ConversationAccount("19:x", "channel") })[0].SuggestedActions);
    }

    private static Answer Written(string text, int citations) => ApiUnderTest.AnswerTo(new Question("Who?", null, SearchFilter.None)) with
    {
        Mode = AnswerMode.Generative,
        Text = text,
        Spans = [],
        Filters = Retrieval.AppliedFilters.None,
        Citations = [.. Enumerable.Range(1, citations).Select(number => new Citation(number, $"r{number}", $"Release {number}", null, null, "Words of it.", 0, 12, null))],
    };

    private static System.Text.Json.JsonElement Entity(Activity message) => Assert.Single(message.Entities!);

    private static List<string> Citations(Activity message) =>
        [.. Entity(message).GetProperty("citation").EnumerateArray().Select(claim => claim.GetProperty("appearance").GetProperty("name").GetString()!)];
}
