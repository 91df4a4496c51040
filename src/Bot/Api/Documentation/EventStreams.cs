using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Text;
using ReleaseBot.Answers;
using ReleaseBot.Api.ChatCompletions;

namespace ReleaseBot.Api.Documentation;

/// <summary>Samples of streamed answers, written by the code that streams them.</summary>
internal static class EventStreams
{
    /// <summary>What POST /api/ask sends.</summary>
    public const string AskDescription = """
        Server-sent events; the data of each is one line of JSON.

        | event | when | data |
        |---|---|---|
        | `searching` | first | SearchingData: the question as searched for and the limits applied |
        | `no-answer` | the releases do not say | NoAnswerData: the nearest releases |
        | `citation` | for each citation | Citation |
        | `delta` | more of the text | DeltaData; the deltas together are the answer's text |
        | `completed` | last | Answer, the same as without streaming |
        | `failed` | last instead | FailedData: what failed and what to do about it |

        Closing the connection stops the work.
        """;

    /// <summary>What POST /v1/chat/completions sends.</summary>
    public const string ChatDescription = """
        Server-sent events without names; the data of each is a ChatChunk, and of the last `[DONE]`. The chunk with the `finish_reason` has the answer
        with its citations in `release_bot`. An answer that breaks off ends with a ChatError instead.
        """;

    /// <summary>Types of data that only events have, and their names in the description.</summary>
    public static ImmutableArray<(Type Type, string Name)> Schemas { get; } =
    [
        (typeof(SearchingData), nameof(SearchingData)),
        (typeof(DeltaData), nameof(DeltaData)),
        (typeof(NoAnswerData), nameof(NoAnswerData)),
        (typeof(FailedData), nameof(FailedData)),
        (typeof(ChatChunk), nameof(ChatChunk)),
    ];

    /// <summary>An answer of POST /api/ask.</summary>
    public static string Ask()
    {
        var answer = Example.Of<Answer>("answer");
        return Text(
        [
            AnswerStream.ToItem(new AnswerEvent.Searching(answer.StandaloneQuestion, answer.Filters)),
            .. answer.Citations.Select(cited => AnswerStream.ToItem(new AnswerEvent.Cited(cited))),
            AnswerStream.ToItem(new AnswerEvent.TextDelta(answer.Text)),
            AnswerStream.ToItem(new AnswerEvent.Completed(answer)),
        ]);
    }

    /// <summary>An answer of POST /v1/chat/completions.</summary>
    public static string Chat()
    {
        var whole = Example.Of<ChatCompletion>("chat-completion");
        var stream = new ChatStream(new ChatChunk(whole.Id, ChatChunk.Kind, whole.Created, whole.Model, []));
        return Text([stream.Open(), .. stream.Close(whole.ReleaseBot), stream.Spent(whole.Usage), ChatStream.Done]);
    }

    private static string Text(IEnumerable<SseItem<string>> items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            // What SseFormatter writes for data of one line.
            text.Append(item.EventType == SseParser.EventTypeDefault ? string.Empty : $"event: {item.EventType}\n").Append($"data: {item.Data}\n\n");
        }

        return text.ToString();
    }
}
