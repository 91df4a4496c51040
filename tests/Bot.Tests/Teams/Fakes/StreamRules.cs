using System.Text;
using System.Text.Json;

namespace ReleaseBot.Teams.Fakes;

/// <summary>The rules of streamed messages, from Teams' documents.</summary>
internal sealed class StreamRules(TimeProvider time)
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, State> _streams = [];

    /// <summary>Whether an activity is a piece of a stream.</summary>
    public static bool IsOfStream(JsonElement activity) => Info(activity).ValueKind == JsonValueKind.Object;

    /// <summary>Judges an activity; the id is set when its text is shown.</summary>
    public (FakeResponse Response, string? Id) Take(string conversation, string type, JsonElement activity, Func<string> nextId)
    {
        var info = Info(activity);
        var kind = info.GetProperty("streamType").GetString();
        var text = activity.TryGetProperty("text", out var said) ? said.GetString() ?? "" : "";
        if (type != "personal")
        {
            return (FakeResponse.Error(405, "BadArgument", "Streaming is not allowed here."), null);
        }

        if (text.Length == 0 || (kind == "informative" && Encoding.UTF8.GetByteCount(text) > 1024))
        {
            return (FakeResponse.Error(400, "BadRequest", "The text is missing or too long."), null);
        }

        if (!info.TryGetProperty("streamId", out var id))
        {
            return Begin(conversation, info, kind, text, activity, nextId());
        }

        return _streams.TryGetValue(id.GetString()!, out var stream) && stream.Conversation == conversation
            ? Continue(id.GetString()!, stream, info, kind, text, activity)
            : (FakeResponse.Error(400, "BadRequest", "There is no such stream."), null);
    }

    private (FakeResponse Response, string? Id) Begin(string conversation, JsonElement info, string? kind, string text, JsonElement activity, string id)
    {
        if (Sequence(info) != 1 || kind == "final" || activity.GetProperty("type").GetString() != "typing")
        {
            return (FakeResponse.Error(400, "BadRequest", "A stream begins with sequence 1, as typing."), null);
        }

        if (_streams.Values.Any(stream => stream.Conversation == conversation && !stream.IsDone && time.GetUtcNow() - stream.Begun < _longest))
        {
            return (FakeResponse.Error(403, "ContentStreamNotAllowed", "Another stream is open."), null);
        }

        _streams[id] = new State(conversation, time.GetUtcNow()) { Last = time.GetUtcNow(), Text = kind == "streaming" ? text : "" };
        return (new FakeResponse(201, JsonSerializer.Serialize(new { id })), id);
    }

    private (FakeResponse Response, string? Id) Continue(string id, State stream, JsonElement info, string? kind, string text, JsonElement activity)
    {
        var now = time.GetUtcNow();
        if (stream.IsDone)
        {
            return (FakeResponse.Error(403, "ContentStreamNotAllowed", "Content stream was already completed."), null);
        }

        if (now - stream.Begun > _longest)
        {
            return (FakeResponse.Error(403, "ContentStreamNotAllowed", "Content stream exceeded streaming time."), null);
        }

        if (now - stream.Last < _pace)
        {
            return (FakeResponse.Error(429, "TooManyRequests", "One request a second."), null);
        }

        if (!text.StartsWith(stream.Text, StringComparison.Ordinal))
        {
            return (FakeResponse.Error(403, "ContentStreamNotAllowed", "The text should contain the previously streamed content."), null);
        }

        return kind == "final" ? End(id, stream, info, activity) : Grow(id, stream, info, kind, text, now);
    }

    private static (FakeResponse Response, string? Id) End(string id, State stream, JsonElement info, JsonElement activity)
    {
        if (Sequence(info) is not null || activity.GetProperty("type").GetString() != "message")
        {
            return (FakeResponse.Error(400, "BadRequest", "The end is a message without a sequence."), null);
        }

        stream.IsDone = true;
        return (new FakeResponse(201, JsonSerializer.Serialize(new { id })), id);
    }

    private static (FakeResponse Response, string? Id) Grow(string id, State stream, JsonElement info, string? kind, string text, DateTimeOffset now)
    {
        if (Sequence(info) != stream.Sequence + 1)
        {
            return (new FakeResponse(202, """{"error":{"code":"ContentStreamSequenceOrderPreConditionFailed"}}"""), null);
        }

        stream.Sequence++;
        stream.Last = now;
        stream.Text = kind == "streaming" ? text : stream.Text;
        return (new FakeResponse(202, ""), id);
    }

    private static int? Sequence(JsonElement info) => info.TryGetProperty("streamSequence", out var number) ? number.GetInt32() : null;

    private static JsonElement Info(JsonElement activity) => activity.TryGetProperty("entities", out var entities)
        ? entities.EnumerateArray().FirstOrDefault(entity => entity.GetProperty("type").GetString() == "streaminfo")
        : default;

    private sealed class State(string conversation, DateTimeOffset begun)
    {
        public string Conversation => conversation;

        public DateTimeOffset Begun => begun;

        public int Sequence { get; set; } = 1;

        public DateTimeOffset Last { get; set; }

        public string Text { get; set; } = "";

        public bool IsDone { get; set; }
    }
}
