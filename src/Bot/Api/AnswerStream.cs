using System.Net.ServerSentEvents;
using System.Text.Json;
using ReleaseBot.Answers;

namespace ReleaseBot.Api;

/// <summary>Answer events as server-sent events; the data of each is one line of JSON.</summary>
internal static class AnswerStream
{
    /// <summary>
    /// Translates <paramref name="events"/>. What throws half-way becomes a last event "failed", since the status has gone out already.
    /// </summary>
    public static IAsyncEnumerable<SseItem<string>> ToItems(
        IAsyncEnumerable<AnswerEvent> events,
        ILogger logger,
        CancellationToken cancellationToken) => AnswerEvents.GuardAsync(events, logger, cancellationToken).Select(ToItem);

    /// <summary>One event; its type is in <see cref="SseItem{T}.EventType"/>.</summary>
    public static SseItem<string> ToItem(AnswerEvent happened) => happened switch
    {
        AnswerEvent.Searching searching => Item("searching", new SearchingData(searching.StandaloneQuestion, searching.Filters)),
        AnswerEvent.TextDelta delta => Item("delta", new DeltaData(delta.Text)),
        AnswerEvent.Cited cited => Item("citation", cited.Citation),
        AnswerEvent.Restarted restarted => Item("restarted", new RestartedData(restarted.Note)),
        AnswerEvent.NoAnswer none => Item("no-answer", new NoAnswerData(none.Nearest)),
        AnswerEvent.Failed failed => Item("failed", new FailedData(failed.Reason, failed.Remedy)),
        AnswerEvent.Completed completed => Item("completed", completed.Answer),
        _ => throw new NotSupportedException($"{happened.GetType().Name} has no server-sent event."),
    };

    private static SseItem<string> Item<T>(string type, T data) => new(JsonSerializer.Serialize(data, ApiJson.TypeInfo<T>()), type);
}
